"""When a closed case is to be looked at again, and what people call it among themselves."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from services.casework.cases.rules import follow_up_due, is_early, reference
from tests.casework.examples import PHASED


@pytest.mark.parametrize(
    ("months", "closed_on", "due"),
    [
        (6, date(2026, 3, 10), date(2026, 9, 10)),
        (12, date(2026, 3, 10), date(2027, 3, 10)),
        (6, date(2026, 8, 31), date(2027, 2, 28)),
    ],
)
def test_a_follow_up_is_due_after_the_programmes_months_and_early_until_a_month_before(
    months: int, closed_on: date, due: date
) -> None:
    programme = replace(PHASED, follow_up_months=months)
    assert follow_up_due(programme, closed_on) == due
    days = [(32, True), (31, False), (0, False)]
    assert [
        (before, is_early(programme, closed_on, due - timedelta(days=before))) for before, _ in days
    ] == days


def test_a_case_is_called_by_its_year_and_four_letters() -> None:
    case_id = UUID("abcdef12-0000-4000-8000-000000000000")
    assert reference(case_id, date(2026, 1, 31)) == "A-2026-ABCD"
