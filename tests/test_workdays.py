from datetime import date

import pytest

from services.common.workdays import due, passed

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
