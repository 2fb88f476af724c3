"""Until when a question is answered, who is reminded of it, and who reads of a word."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from services.common.codes import ErasureGround, Register
from services.common.erasure.events import PersonErased
from services.referral.deadlines.projections import deadlines
from tests.clocks import let_pass, unread
from tests.following import waiting
from tests.front.test_day import page
from tests.platform import Stepped
from tests.referral.consultations.test_rules import (
    ANSWERED,
    ASKED,
    CLOSED,
    ID,
    TAKEN,
    THURSDAY,
)
from tests.referral.consultations.test_way_through import ASKER, HELPER, LATE, OUTSIDE, a_question

ERASED = PersonErased(
    person_id=ID,
    register=Register.CONTACTS,
    record_id=ID,
    classes=(),
    ground=ErasureGround.RETENTION,
    on=THURSDAY,
)


@pytest.mark.parametrize(
    ("happened", "due"),
    [
        ((ASKED,), THURSDAY),
        ((ASKED, TAKEN), THURSDAY),
        ((ASKED, TAKEN, ANSWERED), None),
        ((ASKED, CLOSED), None),
        ((ASKED, ERASED), None),
    ],
)
def test_until_when_a_question_waits(
    engine: Engine, happened: tuple[Any, ...], due: date | None
) -> None:
    assert waiting(engine, deadlines, *happened) == ({"consultation": due} if due else {})


def letters(platform: Stepped, *people: str) -> list[list[str]]:
    return [unread(platform, "referral", each) for each in people]


def test_each_side_reads_what_the_other_does(platform: Stepped) -> None:
    at = a_question(platform)
    asker, helper = platform.caller(ASKER), platform.caller(HELPER)
    helper.put(f"{at}/taking", {}, of=at)
    helper.post(f"{at}/messages", {"text": "Piirtäkää kalenteri."})
    asker.post(f"{at}/messages", {"text": "Kiitos. Entä isä?"})
    helper.put(f"{at}/guidance", {"text": "Sama kalenteri."}, of=at)
    platform.settle()
    assert letters(platform, ASKER, HELPER, LATE) == [
        ["consultation-taken", "consultation-written", "guidance-proposed"],
        ["consultation-written"],
        [],
    ]
    asker.put(f"{at}/guidance-agreement", {}, of=at)
    asker.put(f"{at}/closing", {}, of=at)
    platform.settle()
    ours = ["consultation-closed", "consultation-written", "guidance-agreed"]
    assert letters(platform, HELPER) == [ours]


def test_a_question_that_nobody_answers_reaches_the_region(platform: Stepped) -> None:
    at = a_question(platform)
    desk = page(platform, HELPER, language="en")
    assert "Professionals ask for advice" in desk and "1 question" in desk
    assert "Professionals ask for advice" not in page(platform, OUTSIDE, language="en")
    due = date.fromisoformat(platform.caller(HELPER).get(at).json["due_on"])
    today = platform.platform.services["referral"].clock.today()
    let_pass(platform, "referral", (due - today).days + 1)
    let_pass(platform, "referral", 30)
    assert letters(platform, ASKER, HELPER, "regional") == [
        ["consultation-late"],
        [],
        ["consultation-escalated"],
    ]


def test_whoever_took_it_is_reminded_before_it_is_late(platform: Stepped) -> None:
    at = a_question(platform, urgency="NORMAL")
    platform.caller(HELPER).put(f"{at}/taking", {}, of=at)
    platform.settle()
    due = date.fromisoformat(platform.caller(HELPER).get(at).json["due_on"])
    today = platform.platform.services["referral"].clock.today()
    let_pass(platform, "referral", (due - today).days)
    assert letters(platform, HELPER, LATE) == [["consultation-due"], []]
