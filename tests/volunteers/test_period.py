"""The last day that both agree on: it lies ahead, is agreed anew, and ends nothing by itself."""

from datetime import date

import pytest

from services.common.codes import MatchStatus
from services.volunteers.matches import events
from services.volunteers.matches.domain import Match
from shared.kernel.aggregate import Invalid, Refused
from shared.kernel.testing import given
from tests.clocks import let_pass, unread
from tests.platform import BASE, Stepped, csrf_of, platform
from tests.volunteers.bodies import AGREEMENT as BY_ALL, proposed, vetted, waiting_case
from tests.volunteers.examples import MATCH
from tests.volunteers.test_matches import AGREEMENT, ENDED, PROPOSAL, SUPPORT

__all__ = ["platform"]
COORDINATOR, STRANGER = "coordinator-mll", "coordinator-siipisulka"
TODAY, YESTERDAY, LATER = date(2026, 6, 1), date(2026, 5, 31), date(2026, 12, 31)


def agreed(until: date, *, on: date = TODAY) -> events.PeriodAgreed:
    return events.PeriodAgreed(match_id=MATCH, until=until, on=on)


@pytest.mark.parametrize("history", [AGREEMENT, SUPPORT])
def test_the_last_day_is_agreed_while_the_match_goes_on(history: tuple[object, ...]) -> None:
    match = given(Match(MATCH), *history)
    assert match.agree_period(TODAY, on=TODAY) == [agreed(TODAY)]
    with pytest.raises(Invalid, match="is over"):
        match.agree_period(YESTERDAY, on=TODAY)


@pytest.mark.parametrize("history", [PROPOSAL, (*SUPPORT, ENDED)])
def test_of_what_does_not_go_on_no_end_is_agreed(history: tuple[object, ...]) -> None:
    with pytest.raises(Refused):
        given(Match(MATCH), *history).agree_period(LATER, on=TODAY)


def test_the_later_word_holds_and_the_same_again_is_nothing_new() -> None:
    match = given(Match(MATCH), *SUPPORT, agreed(TODAY), agreed(LATER))
    assert (match.until, match.status) == (LATER, MatchStatus.STARTED)
    assert match.agree_period(LATER, on=TODAY) == []


def test_the_coordinators_are_reminded_and_another_word_takes_that_back(platform: Stepped) -> None:
    match = started(platform)
    coordinator = platform.caller(COORDINATOR)
    today = platform.platform.services["volunteers"].clock.today()
    answer = coordinator.put(f"{match}/period", {"until": today.isoformat()}, of=match)
    assert (answer.status_code, answer.json["until"]) == (200, today.isoformat())
    platform.settle()
    let_pass(platform, "volunteers", 0)
    assert "end_near" in unread(platform, "volunteers", COORDINATOR)
    let_pass(platform, "volunteers", 1)
    assert "end_late" in unread(platform, "volunteers", COORDINATOR)
    later = {"until": date(today.year + 1, today.month, 1).isoformat()}
    coordinator.put(f"{match}/period", later, of=match)
    platform.settle()
    assert not {"end_near", "end_late"} & {*unread(platform, "volunteers", COORDINATOR)}
    assert platform.caller(STRANGER).put(f"{match}/period", later, seen='"1"').status_code == 404


def test_the_page_asks_for_the_last_day_and_shows_it(platform: Stepped) -> None:
    match = started(platform)
    address = f"/volunteers/matches/{match.rpartition('/')[2]}"
    browser = platform.browser(COORDINATOR, "volunteers")
    page = browser.get(f"{address}?lang=fi", base_url=BASE).text
    assert f'action="{address}/period"' in page
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    form = {"csrf_token": csrf_of(page), "seen": seen, "until": "31.12.2090"}
    assert browser.post(f"{address}/period", data=form, base_url=BASE).status_code == 303
    assert "31.12.2090" in browser.get(f"{address}?lang=fi", base_url=BASE).text


def started(platform: Stepped) -> str:
    """The address of a match whose support is under way."""
    match = proposed(platform, waiting_case(platform), vetted(platform))
    coordinator = platform.caller(COORDINATOR)
    for step, body in (*BY_ALL, ("start", {"on": "2026-03-06"})):
        assert coordinator.put(f"{match}/{step}", body).status_code == 200
    platform.settle()
    return match
