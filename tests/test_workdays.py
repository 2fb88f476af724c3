from datetime import date

import pytest

from services.common.workdays import before, due, left, passed

FRIDAY = date(2026, 4, 24)  # the first of May is the Friday after


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (date(2026, 4, 23), 0),
        (FRIDAY, 0),
        (date(2026, 4, 26), 0),
        (date(2026, 4, 27), 1),
        (date(2026, 4, 30), 4),
        (date(2026, 5, 3), 4),
        (date(2026, 5, 4), 5),
    ],
)
def test_weekends_and_holidays_take_nothing_of_a_promise(today: date, days: int) -> None:
    assert passed(FRIDAY, today) == days


@pytest.mark.parametrize(
    ("days", "last"), [(1, date(2026, 4, 27)), (4, date(2026, 4, 30)), (5, date(2026, 5, 4))]
)
def test_the_last_day_of_a_promise_is_a_working_day(days: int, last: date) -> None:
    assert due(FRIDAY, days) == last


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (date(2026, 4, 29), 2),  # Thursday and, behind the first of May and a weekend, Monday
        (date(2026, 5, 3), 1),
        (date(2026, 5, 4), 0),
        (date(2026, 5, 5), -1),
    ],
)
def test_working_days_are_left_until_the_last_day_or_have_gone_by(today: date, days: int) -> None:
    assert left(date(2026, 5, 4), today) == days


@pytest.mark.parametrize(("days", "day"), [(1, date(2026, 4, 30)), (2, date(2026, 4, 29))])
def test_working_days_before_a_day_leave_out_weekends_and_holidays(days: int, day: date) -> None:
    assert before(date(2026, 5, 4), days) == day
