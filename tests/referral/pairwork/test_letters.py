"""Until when a pair is offered, when both meet, and who reads of what the other side does."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from services.common import workdays
from services.common.codes import ErasureGround, Register
from services.common.erasure.events import PersonErased
from services.referral.deadlines.projections import deadlines
from services.referral.deadlines.rules import PAIR_WORK
from tests.clocks import let_pass, unread
from tests.following import waiting
from tests.front.test_day import page
from tests.platform import Stepped
from tests.referral.pairwork.histories import (
    AGREED,
    AGREED_ANEW,
    ASKED,
    CANCELLED,
    FRIDAY,
    ID,
    LAPSED,
    NOT_HELD,
    OFFERED,
    OURS,
    REFUSED,
    TAKEN_BACK,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    WITHDRAWN,
)
from tests.referral.pairwork.test_way_through import (
    ASKER,
    HELPER,
    OTHER,
    OUTSIDE,
    a_request,
    an_agreement,
    offer_of,
)

ERASED = PersonErased(
    person_id=ID,
    register=Register.CONTACTS,
    record_id=ID,
    classes=(),
    ground=ErasureGround.RETENTION,
    on=THURSDAY,
)
LATER = replace(REFUSED, due_on=FRIDAY)
SOONER = replace(OFFERED, day=TUESDAY)
REQUEST, MEETING = {"pair-work": THURSDAY}, {"pair-meeting": THURSDAY}


@pytest.mark.parametrize(
    ("happened", "due"),
    [
        ((ASKED,), REQUEST),
        ((ASKED, OFFERED), {"pair-work": None, "pair-offer": WEDNESDAY}),
        ((ASKED, SOONER), {"pair-work": None, "pair-offer": TUESDAY}),
        ((ASKED, OFFERED, LAPSED), REQUEST),
        ((ASKED, OFFERED, LATER), {"pair-work": FRIDAY}),
        ((ASKED, OFFERED, TAKEN_BACK), REQUEST),
        ((ASKED, OFFERED, WITHDRAWN), {}),
        ((ASKED, OFFERED, AGREED), MEETING),
        ((ASKED, OFFERED, AGREED, AGREED_ANEW), {"pair-meeting": FRIDAY}),
        ((ASKED, OFFERED, AGREED, replace(REFUSED, due_on=None)), MEETING),
        ((ASKED, OFFERED, AGREED, CANCELLED), {}),
        ((ASKED, OFFERED, AGREED, NOT_HELD), {}),
        ((ASKED, OFFERED, AGREED, OURS), {}),
        ((ASKED, ERASED), {}),
    ],
)
def test_what_is_due(
    engine: Engine, happened: tuple[Any, ...], due: dict[str, date | None]
) -> None:
    assert waiting(engine, deadlines, *happened) == due


def letters(platform: Stepped, *people: str) -> list[list[str]]:
    return [unread(platform, "referral", each) for each in people]


def test_whoever_could_send_somebody_reads_of_a_request(platform: Stepped) -> None:
    at = a_request(platform)
    requested = ["pairwork-requested"]
    assert letters(platform, HELPER, OTHER, OUTSIDE, ASKER) == [requested, requested, [], []]
    desk = page(platform, HELPER, language="en")
    assert "Professionals ask for a pair" in desk and "1 request" in desk
    assert "Professionals ask for a pair" not in page(platform, OUTSIDE, language="en")
    platform.caller(HELPER).put(f"{at}/offer", offer_of(platform), of=at)
    platform.settle()
    assert letters(platform, HELPER, OTHER, ASKER) == [[], [], ["pairwork-offered"]]
    no = {"reason": "Aika ei sovi."}
    platform.caller(ASKER).put(f"{at}/refusal", no, of=at)
    platform.settle()
    assert letters(platform, HELPER, OTHER, ASKER) == [["pairwork-refused"], requested, []]


def test_each_side_of_a_meeting_reads_what_the_other_does(platform: Stepped) -> None:
    at = an_agreement(platform)
    asker, helper = platform.caller(ASKER), platform.caller(HELPER)
    assert letters(platform, ASKER, HELPER, OTHER) == [[], ["pairwork-agreed"], []]
    time = offer_of(platform, days=4)
    asker.put(f"{at}/time", {name: time[name] for name in ("day", "begins", "minutes")}, of=at)
    platform.settle()
    assert letters(platform, HELPER) == [["pairwork-agreed", "pairwork-proposed"]]
    helper.put(f"{at}/cancellation", {"reason": "Työntekijä sairastui."}, of=at)
    platform.settle()
    assert letters(platform, ASKER) == [["pairwork-cancelled"]]


def test_a_request_for_which_nobody_offers_reaches_the_region(platform: Stepped) -> None:
    at = a_request(platform)
    due = date.fromisoformat(platform.caller(ASKER).get(at).json["due_on"])
    today = platform.platform.services["referral"].clock.today()
    let_pass(platform, "referral", (PAIR_WORK.late_on(due) - today).days)
    late = ["pairwork-late", "pairwork-requested"]
    assert letters(platform, ASKER, HELPER) == [["pairwork-late"], late]
    let_pass(platform, "referral", (due - today).days + 30)
    assert letters(platform, "regional") == [["pairwork-escalated"]]


def test_both_are_reminded_the_day_before_and_asked_the_day_after(platform: Stepped) -> None:
    an_agreement(platform)
    let_pass(platform, "referral", 2)
    assert letters(platform, ASKER, HELPER, OTHER) == [
        ["pair-meeting-due"],
        ["pair-meeting-due", "pairwork-agreed"],
        [],
    ]
    let_pass(platform, "referral", 4)
    assert letters(platform, ASKER, HELPER) == [
        ["pair-meeting-late"],
        ["pair-meeting-late", "pairwork-agreed"],
    ]


def test_an_offer_that_nobody_answers_lapses_by_itself(platform: Stepped) -> None:
    """Another organisation may offer then, and both sides read of it."""
    at = a_request(platform)
    asker, helper = platform.caller(ASKER), platform.caller(HELPER)
    helper.put(f"{at}/offer", offer_of(platform), of=at)
    platform.settle()
    today = platform.platform.services["referral"].clock.today()
    last = date.fromisoformat(asker.get(at).json["answer_by"])
    assert last == min(workdays.due(today, 2), date.fromisoformat(offer_of(platform)["day"]))
    let_pass(platform, "referral", (last - today).days)
    assert asker.get(at).json["status"] == "OFFERED"
    let_pass(platform, "referral", (last - today).days + 1)
    lapsed = asker.get(at).json
    assert (lapsed["status"], lapsed["proposed"], lapsed["answer_by"]) == ("OPEN", None, None)
    assert lapsed["lapsed_on"] == today.isoformat()
    assert letters(platform, ASKER, HELPER, OTHER, OUTSIDE) == [
        ["pairwork-lapsed"],
        ["pairwork-lapsed"],
        ["pairwork-requested"],
        [],
    ]
    theirs = offer_of(platform, OTHER, days=10)
    assert platform.caller(OTHER).put(f"{at}/offer", theirs, of=at).status_code == 200
