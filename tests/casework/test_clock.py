"""The clock of cases: who reads that a family has not been met, or not asked how it is."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.platform.demo.people import fixed_id
from tests.casework.acceptance import WORKER, Opened, ago
from tests.casework.visiting import a_visit, browser
from tests.clocks import let_pass, unread
from tests.platform import Stepped

COORDINATOR, MEMBER, STRANGER = "coordinator-siipisulka", "worker-siipisulka", "coordinator-mll"
PAGE, LIST = "/casework/deadlines", "/casework/api/v1/deadlines"


@pytest.fixture
def led(case: Opened) -> Opened:
    """A case that somebody leads, whose family nobody has met yet."""
    joined = {"role": "RESPONSIBLE", "on": ago(case.platform, 1)}
    assert case.put(f"team/{WORKER}", joined).status_code == 200
    return case


def kinds(platform: Stepped, *sign_ins: str) -> list[list[str]]:
    """What each has not read, but for the summaries that this programme wants too."""
    letters = [unread(platform, "casework", each) for each in sign_ins]
    return [[kind for kind in each if not kind.startswith("summary")] for each in letters]


def lines(platform: Stepped, sign_in: str) -> list[dict[str, Any]]:
    """What is due for somebody, but for the summaries."""
    listed = platform.caller(sign_in).get(LIST).json["deadlines"]
    return [line for line in listed if line["kind"] != "summary"]


def test_a_quiet_family_is_read_of_by_its_team_and_later_by_who_coordinates(led: Opened) -> None:
    """The case has been open for long: the clock comes to it late, and takes its last step."""
    let_pass(led.platform, "casework", 0)
    readers = (MEMBER, COORDINATOR, STRANGER)
    assert kinds(led.platform, *readers) == [
        ["visit_escalated"],
        ["visit_escalated"],
        [],
    ]
    seat = browser(led.platform, MEMBER)
    assert seat.send("/casework/visits/new", a_visit(led)).status_code == 303
    assert kinds(led.platform, *readers) == [[], [], []]


def test_its_deadlines_are_for_who_opens_the_case(led: Opened) -> None:
    shown = {
        each: lines(led.platform, each)
        for each in (MEMBER, COORDINATOR, STRANGER, "worker-helsinki")
    }
    assert [UUID(line["thing_id"]) for line in shown[MEMBER]] == [led.id]
    assert shown[COORDINATOR] == shown[MEMBER]
    assert (shown[STRANGER], shown["worker-helsinki"]) == ([], [])
    assert [(line["kind"], line["is_late"]) for line in shown[MEMBER]] == [("visit", True)]


def test_a_worker_reads_nothing_of_the_cases_of_other_teams(case: Opened) -> None:
    joined = {"role": "RESPONSIBLE", "on": ago(case.platform, 1)}
    assert case.put(f"team/{fixed_id(COORDINATOR)}", joined).status_code == 200
    shown = [lines(case.platform, each) for each in (COORDINATOR, MEMBER)]
    assert [len(each) for each in shown] == [1, 0]


def test_the_page_names_the_family_to_who_may_know_it(led: Opened) -> None:
    texts = {each: browser(led.platform, each).get(PAGE).text for each in (MEMBER, STRANGER)}
    assert ["Aino Testinen" in text for text in texts.values()] == [True, False]


def test_a_family_is_to_be_asked_half_a_year_after_the_support(led: Opened) -> None:
    body = {"end_reason": "MOVED", "outcome": "NOT_ASSESSED", "early_reason": "Perhe muutti."}
    assert led.put("closure", body | {"on": ago(led.platform, 0)}).status_code == 200
    due = date.fromisoformat(led.platform.caller(MEMBER).get(LIST).json["deadlines"][0]["due_on"])
    left = (due - led.platform.platform.clock.today()).days
    days = [left - 15, left - 14, left + 1, left + 29, left + 30]
    read = []
    for day in days:
        let_pass(led.platform, "casework", day)
        read.append(kinds(led.platform, MEMBER, COORDINATOR))
    assert read == [
        [[], []],
        [["follow_up_due"], []],
        [["follow_up_late"], []],
        [["follow_up_late"], []],
        [["follow_up_escalated"], ["follow_up_escalated"]],
    ]
