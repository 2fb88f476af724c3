"""Letters that a day brings: somebody comes of age, or a non-disclosure order ends."""

from datetime import date, timedelta

import pytest

from services.casework.inbox.rules import coming_of_age, order_ends
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


@pytest.mark.parametrize(
    ("until", "letters"),
    [
        (BIRTHDAY + SOON + DAY, []),
        (BIRTHDAY + SOON, [(LetterKind.ORDER_ENDS, BIRTHDAY)]),
        (BIRTHDAY - DAY, [(LetterKind.ORDER_ENDS, BIRTHDAY - DAY - SOON)]),
        (None, []),
    ],
)
def test_an_order_is_looked_at_again_a_month_before_its_end(
    until: date | None, letters: list[tuple[LetterKind, date]]
) -> None:
    assert [*order_ends(until, today=BIRTHDAY)] == letters


def test_the_end_of_an_order_is_a_letter_and_hides_on(platform: Stepped) -> None:
    today = platform.platform.clock.today()
    until = (today + timedelta(days=30)).isoformat()
    case = a_case(platform, non_disclosure=True, non_disclosure_until=until)
    assert letters(case, "coordinator-siipisulka") == ["order_ends"]
    subject = case.read()["subject"]
    assert (subject["non_disclosure_until"], subject["contact_hidden"]) == (until, True)
    later = {"non_disclosure_until": (today + timedelta(days=700)).isoformat(), "reason": "Jatkuu"}
    where = f"/referral/api/v1/referrals/{case.referral}/correction"
    assert case.coordinator.put(where, later).status_code == 200
    assert letters(case, "coordinator-siipisulka") == []
