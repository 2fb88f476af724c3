"""A day that lies long ago is asked about once, and then taken."""

from datetime import date
from typing import Any

import pytest

from shared.web.api import Body
from shared.web.asking_once import long_ago
from shared.web.fields import Day, Text
from tests.shared.bicycles import bicycle
from tests.shared.web.shop import Shop

TODAY = date(2026, 3, 2)


class RideSchema(Body):
    on = Day(load_default=None)
    date_of_birth = Day(load_default=None)
    note = Text(load_default="")


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"on": ["2025-03-02"]}, []),
        ({"on": ["2025-03-01"]}, ["on"]),
        ({"on": ["1.3.2025"]}, ["on"]),
        ({"on": ["1.3.2025"], "late": ["1.3.2025"]}, []),
        ({"on": ["1.3.2025"], "late": ["1.3.2024"]}, ["on"]),
        ({"on": ["nonsense"]}, []),
        ({"on": []}, []),
        ({"date_of_birth": ["1950-01-01"]}, []),
        ({"note": ["1950-01-01"]}, []),
    ],
)
def test_what_lies_more_than_a_year_back_is_asked_about(
    typed: dict[str, list[str]], fields: list[str]
) -> None:
    assert list(long_ago(RideSchema(), typed, today=TODAY)) == fields


def test_a_form_that_is_sent_again_is_taken(shop: Shop) -> None:
    page = f"/shop/{bicycle(1)}/repairing"
    form: dict[str, Any] = {"hours": "1", "on": "1.3.2024", "seen": "1"}
    first = shop.client.post(page, headers={"X-Who": "ana"}, data=form)
    assert (first.status_code, shop.days) == (422, [])
    again = shop.client.post(page, headers={"X-Who": "ana"}, data=form | {"late": "1.3.2024"})
    assert (again.status_code, shop.days) == (303, ["2024-03-01"])
