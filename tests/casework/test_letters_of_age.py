"""A letter when a young person of an open case comes of age: 30 days before, and on the day."""

from datetime import date, timedelta

import pytest

from services.casework.inbox.rules import coming_of_age
from services.casework.inbox.texts import LetterKind
from tests.casework.acceptance import Opened, a_case
from tests.casework.visiting import browser, path
from tests.platform import Stepped

BIRTHDAY = date(2026, 11, 28)
SOON, DAY = timedelta(days=30), timedelta(days=1)


@pytest.mark.parametrize(
    ("today", "letters"),
    [
        (BIRTHDAY - SOON - DAY, []),
        (BIRTHDAY - SOON, [(LetterKind.NEARLY_OF_AGE, BIRTHDAY - SOON)]),
        (BIRTHDAY - DAY, [(LetterKind.NEARLY_OF_AGE, BIRTHDAY - SOON)]),
        (BIRTHDAY, [(LetterKind.OF_AGE, BIRTHDAY)]),
    ],
)
def test_a_letter_comes_a_month_before_and_on_the_day(
    today: date, letters: list[tuple[LetterKind, date]]
) -> None:
    born = date(2008, 11, 28)
    assert [*coming_of_age(born, opened_on=date(2026, 1, 1), today=today)] == letters


@pytest.mark.parametrize("born", [None, date(2008, 1, 1)])
def test_none_comes_for_who_was_of_age_when_the_case_began(born: date | None) -> None:
    assert [*coming_of_age(born, opened_on=date(2026, 1, 1), today=BIRTHDAY)] == []


def turning_18(platform: Stepped, days: int) -> str:
    """The birthday of somebody who turns 18 in so many days."""
    day = platform.platform.clock.today() + timedelta(days=days)
    return (day.replace(year=day.year - 18)).isoformat()


def letters(case: Opened, reader: str) -> list[str]:
    answer = case.platform.caller(reader).get("/casework/api/v1/inbox").json
    assert answer["unread"] == len(answer["letters"])
    return [letter["kind"] for letter in answer["letters"]]


@pytest.mark.parametrize(("days", "kinds"), [(31, []), (20, ["nearly_of_age"]), (0, ["of_age"])])
def test_the_coordinator_reads_it_once(platform: Stepped, days: int, kinds: list[str]) -> None:
    case = a_case(platform, date_of_birth=turning_18(platform, days))
    assert letters(case, "coordinator-siipisulka") == kinds
    assert letters(case, "worker-siipisulka") == []  # not of the team
    browser(platform, "coordinator-siipisulka").get(path(case))
    assert letters(case, "coordinator-siipisulka") == []
