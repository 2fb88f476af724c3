"""Who reads of a package when, and until when it is taken, agreed to and held."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from services.common import workdays
from services.referral.deadlines.projections import deadlines
from services.referral.package_clock.projections import taken_by
from services.referral.package_plans import events as plans
from services.referral.packages import events
from tests.clocks import let_pass, unread
from tests.following import waiting
from tests.platform import Stepped
from tests.referral.packages.history import (
    AGREED,
    CAME,
    DAY,
    HELD_AT,
    ID,
    LEAD as HELPER,
    REQUEST,
    SESSION,
    TAKEN,
    TODAY,
    TOWN,
    WORKSHOP,
    part,
)
from tests.referral.packages.planning import (
    ASKER,
    LEAD,
    OUTSIDE,
    PARTNER,
    SCOPE,
    agreed,
    closed,
    edition,
    planned,
    put,
    requested,
    taken,
)

BY = {"package": TODAY}
LATER = TODAY + timedelta(40)
WANTED = replace(REQUEST, by_when=LATER)
DUE, PLAN = {"package": workdays.due(TODAY, 5)}, {"package-plan": workdays.due(TODAY, 20)}
GIVEN_BACK = events.PackageGivenBack(
    package_id=ID, organisation=HELPER, reason="Ei ehditä", on=TODAY
)
CANCELLED = events.PackageCancelled(package_id=ID, organisation=TOWN, reason="Ei tarvita", on=TODAY)
WHOLE = (WANTED, TAKEN, HELD_AT)
HOLDS = (*WHOLE, AGREED)
MOVED = part(plans.PackageSessionPlanned, 6, session=replace(WORKSHOP, day=DAY + timedelta(7)))
DROPPED = part(plans.PartDropped, 6, part_id=SESSION)
AGREED_ANEW = replace(AGREED, edition=6)


def test_it_is_taken_within_five_working_days_or_when_it_is_needed() -> None:
    assert taken_by(date(2026, 11, 30), LATER) == date(2026, 12, 7)
    assert taken_by(TODAY, TODAY + timedelta(1)) == TODAY + timedelta(1)
    assert taken_by(TODAY, TODAY) == TODAY


@pytest.mark.parametrize(
    ("happened", "due"),
    [
        ((WANTED,), DUE),
        ((REQUEST,), BY),
        ((WANTED, TAKEN), PLAN),
        ((WANTED, TAKEN, GIVEN_BACK), DUE),
        ((WANTED, CANCELLED), {}),
        (WHOLE, PLAN),
        (HOLDS, {"package-session": DAY}),
        ((*HOLDS, MOVED), {"package-session": DAY}),
        ((*HOLDS, MOVED, AGREED_ANEW), {"package-session": DAY + timedelta(7)}),
        ((*HOLDS, DROPPED, AGREED_ANEW), {}),
        ((*HOLDS, CAME), {}),
        ((*HOLDS, CAME, AGREED_ANEW), {}),
        ((*HOLDS, CANCELLED), {}),
    ],
)
def test_what_is_due(engine: Engine, happened: tuple[Any, ...], due: dict[str, date]) -> None:
    assert waiting(engine, deadlines, *happened) == due


def letters(platform: Stepped, *people: str) -> list[list[str]]:
    return [unread(platform, "referral", each) for each in people]


def test_whoever_serves_the_place_reads_of_a_request_until_it_is_taken(platform: Stepped) -> None:
    at = requested(platform)
    waits = ["package-requested"]
    assert letters(platform, LEAD, PARTNER, OUTSIDE, ASKER) == [waits, waits, [], []]
    put(platform, LEAD, at, "taking")
    platform.settle()
    assert letters(platform, LEAD, PARTNER, ASKER) == [[], [], ["package-taken"]]
    put(platform, LEAD, at, "return", reason="Emme ehdi syksyllä.")
    platform.settle()
    assert letters(platform, LEAD, PARTNER, ASKER) == [[], waits, ["package-given-back"]]


def test_each_side_reads_that_its_word_is_waited_for(platform: Stepped) -> None:
    at = planned(platform)
    assert letters(platform, LEAD, PARTNER, ASKER) == [[], ["package-named"], ["package-taken"]]
    put(platform, PARTNER, at, "partner-agreement", edition=edition(platform, at))
    put(platform, PARTNER, at, "partner-refusal", reason="Emme ehdi.")
    platform.settle()
    answers = ["package-declined", "package-joined"]
    assert letters(platform, LEAD, ASKER) == [answers, [*answers, "package-taken"]]
    put(platform, LEAD, at, "approval", edition=edition(platform, at))
    platform.settle()
    assert letters(platform, LEAD, ASKER) == [answers, [*answers, "package-taken", "package-waits"]]
    put(platform, ASKER, at, "scope", **SCOPE | {"scope": "Yksi työpaja."})
    platform.settle()
    assert letters(platform, LEAD, PARTNER) == [
        ["package-changed", *answers],
        ["package-named"],
    ]
    for side in (ASKER, LEAD):
        put(platform, side, at, "approval", edition=edition(platform, at))
    platform.settle()
    both = ["package-agreed", "package-named"]
    assert letters(platform, LEAD, PARTNER, ASKER) == [
        answers,
        both,
        ["package-agreed", *answers, "package-taken"],
    ]


def test_everybody_of_it_reads_that_it_ended(platform: Stepped) -> None:
    closed(platform)
    off = agreed(platform)
    put(platform, ASKER, off, "cancellation", reason="Luokka on jaettu.")
    platform.settle()
    both = ["package-cancelled", "package-closed"]
    assert letters(platform, LEAD, PARTNER, ASKER, OUTSIDE) == [
        ["package-cancelled"],
        both,
        ["package-closed"],
        [],
    ]


def test_what_nobody_takes_is_late_and_reaches_the_region(platform: Stepped) -> None:
    requested(platform)
    today = platform.platform.services["referral"].clock.today()
    last = (workdays.due(today, 5) - today).days
    let_pass(platform, "referral", last)
    assert letters(platform, ASKER, LEAD) == [[], ["package-requested"]]
    let_pass(platform, "referral", (workdays.due(today, 6) - today).days)
    late = ["package-late", "package-requested"]
    assert letters(platform, ASKER, LEAD, OUTSIDE) == [["package-late"], late, []]
    let_pass(platform, "referral", (workdays.due(today, 10) - today).days)
    assert letters(platform, "regional") == [["package-escalated"]]


def test_a_plan_is_agreed_to_in_time_and_a_session_counted(platform: Stepped) -> None:
    taken(platform)
    today = platform.platform.services["referral"].clock.today()
    let_pass(platform, "referral", (workdays.due(today, 21) - today).days)
    assert letters(platform, LEAD, ASKER) == [
        ["package-plan-late"],
        ["package-plan-late", "package-taken"],
    ]


def test_a_session_is_announced_the_day_before_and_asked_for_after(platform: Stepped) -> None:
    agreed(platform, days=7)
    let_pass(platform, "referral", 5)
    assert "package-session-due" not in letters(platform, LEAD)[0]
    let_pass(platform, "referral", 6)
    assert all("package-session-due" in each for each in letters(platform, LEAD, PARTNER, ASKER))
    let_pass(platform, "referral", 8)
    assert all("package-session-late" in each for each in letters(platform, LEAD, PARTNER, ASKER))
    page = platform.browser(LEAD).get("/referral/deadlines?lang=en", base_url="http://localhost")
    assert "A session of help made to measure: who came" in page.text
