"""What a form with a page of its own promises: it keeps what was typed, then leads back."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from shared.web.changes import Change
from shared.web.own_form import OwnForm
from shared.work import Work
from tests.shared.bicycles import bicycle
from tests.shared.web.shop import RepairSchema, Shop, View, draw, repairs

PAGE = f"/shop/{bicycle(1)}/repairing"


def fill_in(shop: Shop, *, who: str = "ana", **form: Any) -> TestResponse:
    return shop.client.post(PAGE, data=form, headers={"X-Who": who})


def read(answer: TestResponse) -> tuple[int, list[str]]:
    """The status, and what the page shows: title, limit, typed hours, their error, problem."""
    return answer.status_code, answer.text.split("|")


def test_an_untouched_form_shows_what_is_usual(shop: Shop) -> None:
    page = shop.client.get(PAGE, headers={"X-Who": "ana"})
    assert read(page) == (200, ["Repair", "24", "1", "", ""])


def test_a_change_that_was_made_leads_back_to_the_thing(shop: Shop) -> None:
    made = fill_in(shop, hours="2", seen="1")
    assert (made.status_code, made.headers["Location"]) == (303, f"/shop/{bicycle(1)}")


def test_a_mistake_is_shown_beside_what_was_typed(shop: Shop) -> None:
    assert read(fill_in(shop, hours="many")) == (
        422,
        ["Repair", "24", "many", "This is not a whole number.", ""],
    )


@pytest.mark.parametrize("sent", [{"seen": "\u00b2"}, {"hours": "2", "hours.of.day": "x"}])
def test_a_form_that_is_none_of_ours_is_refused(shop: Shop, sent: dict[str, str]) -> None:
    assert fill_in(shop, **sent).status_code == 422


def test_a_refusal_keeps_what_was_typed(shop: Shop) -> None:
    assert read(fill_in(shop, hours="25")) == (409, ["Repair", "24", "25", "", "Refused"])


def test_somebody_elses_change_is_not_written_over(shop: Shop) -> None:
    fill_in(shop, hours="2", seen="1")
    assert read(fill_in(shop, hours="3", seen="1")) == (409, ["Repair", "23", "3", "", "Stale"])


@pytest.mark.parametrize(("who", "status"), [("eve", 404), ("ben", 409)])
def test_nobody_else_sees_the_form_or_sends_it(shop: Shop, who: str, status: int) -> None:
    shown = shop.client.get(PAGE, headers={"X-Who": who})
    sent = fill_in(shop, who=who, hours="many")
    assert (shown.status_code, sent.status_code) == (status, status)


def test_a_form_may_begin_with_what_is_known_of_the_thing(shop: Shop) -> None:
    def fresh(work: Work, view: View) -> dict[str, int]:
        return {"hours": view.version + 6}

    correct = OwnForm[View]("repair.html", draw, address="mending", filled=fresh)
    row = Change[View]("correction", shop.repair, RepairSchema, repairs, form=correct)
    page = Shop(shop.service, more=(row,)).client.get(
        f"/shop/{bicycle(1)}/mending", headers={"X-Who": "ana"}
    )
    assert read(page) == (200, ["Repair", "24", "7", "", ""])
