"""What is late, what is for today, and who comes of age: both sides of each border."""

from datetime import date

import pytest

from services.casework.desk.rules import coming_of_age
from services.common.desk import DeskItem, Urgency, worst_first
from services.referral.desk.rules import urgency

FRIDAY = date(2026, 11, 27)
BORN = date(2008, 12, 3)


@pytest.mark.parametrize(
    ("left", "expected"),
    [(-1, Urgency.LATE), (0, Urgency.TODAY), (2, Urgency.TODAY), (3, Urgency.SOON)],
)
def test_an_answer_is_late_after_its_last_day(left: int, expected: int) -> None:
    assert urgency(left) == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 10, 3), None),
        (date(2026, 10, 4), date(2026, 12, 3)),
        (date(2026, 12, 3), date(2026, 12, 3)),
        (date(2027, 1, 1), date(2026, 12, 3)),
    ],
)
def test_a_coming_of_age_is_said_from_60_days_before(today: date, expected: date | None) -> None:
    assert coming_of_age(BORN, opened_on=date(2026, 1, 1), today=today) == expected


@pytest.mark.parametrize(
    ("opened_on", "expected"), [(date(2026, 12, 2), BORN.replace(2026)), (date(2026, 12, 3), None)]
)
def test_who_was_of_age_when_the_case_began_does_not_come_of_it(
    opened_on: date, expected: date | None
) -> None:
    assert coming_of_age(BORN, opened_on=opened_on, today=date(2027, 1, 1)) == expected


def test_who_has_no_birthday_here_comes_of_no_age() -> None:
    assert coming_of_age(None, opened_on=FRIDAY, today=FRIDAY) is None


def test_the_worst_comes_first_and_of_the_same_the_earliest() -> None:
    items = [
        DeskItem("know", "/", "", urgency=Urgency.KNOW),
        DeskItem("late", "/", "", urgency=Urgency.LATE, day=FRIDAY),
        DeskItem("later", "/", "", urgency=Urgency.LATE),
        DeskItem("harm", "/", "", urgency=Urgency.HARM),
        DeskItem("latest", "/", "", urgency=Urgency.LATE, day=date(2026, 11, 1)),
    ]
    texts = [item.text for item in worst_first(items)]
    assert texts == ["harm", "latest", "late", "later", "know"]


def test_who_was_born_on_a_leap_day_comes_of_age_on_the_first_of_march() -> None:
    born, opened_on = date(2008, 2, 29), date(2026, 1, 1)
    assert coming_of_age(born, opened_on=opened_on, today=opened_on) == date(2026, 3, 1)
