"""The steps of a referral: the days, the organisation and the reasons on them, and what is now."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from flask import Flask
from flask_babel import Babel

from services.common.codes import BusinessStatus, EndReason
from services.referral.referrals import events
from services.referral.referrals.domain import Referral
from services.referral.referrals.queries import ReferralView
from services.referral.referrals.texts import steps, turn
from shared.kernel.testing import given
from tests.referral.referrals.examples import (
    ACCEPTED,
    DESCRIBED,
    DISCLOSED,
    ID,
    MLL,
    OFFERED,
    RECEIVED,
    TUESDAY,
)

PROMISED = 7  # working days
WEDNESDAY = TUESDAY + timedelta(days=1)
ASKED = events.InformationRequested(referral_id=ID, organisation=MLL, on=TUESDAY)
COMPLETED = events.ReferralCompleted(
    referral_id=ID, end_reason=EndReason.REDUNDANT, on=date(2026, 9, 1)
)


@pytest.fixture(autouse=True)
def an_english_page() -> Iterator[None]:
    app = Flask("steps")
    Babel(app, default_locale="en")
    with app.test_request_context("/"):
        yield


def progressed(status: BusinessStatus, on: date) -> events.ReferralProgressed:
    return events.ReferralProgressed(referral_id=ID, business_status=status, phase=None, on=on)


def view(*history: events.ReferralEvent) -> ReferralView:
    referral = given(Referral(ID), RECEIVED, DESCRIBED, *history)
    return ReferralView(referral, 1, is_sender=True, is_provider=False)


def drawn(*history: events.ReferralEvent) -> list[tuple[str, str, str, str]]:
    shown = steps(view(*history), PROMISED, "MLL", is_matched=True)
    return [(step.label, step.state, step.date, step.reason) for step in shown]


ARRIVED = ("Received", "done", "2.3.2026", "")
WAS_OFFERED = ("Offered", "done", "2.3.2026", "MLL")
WAS_ACCEPTED = ("Accepted", "done", "3.3.2026", "MLL")
PERSON, RUNS, ENDED = "Waiting for a support person", "Support is under way", "Ended"
AHEAD = [(name, "todo", "", "") for name in (PERSON, RUNS, ENDED)]
BEGUN = progressed(BusinessStatus.IN_PROGRESS, date(2026, 3, 20))
OVER = progressed(BusinessStatus.ENDED, date(2026, 9, 1))


def test_an_answer_is_promised_while_it_is_awaited() -> None:
    waits = ("Waiting for an answer", "current", "", "promised by 11.3.2026")
    assert drawn(OFFERED) == [ARRIVED, WAS_OFFERED, waits, *AHEAD]


def test_the_clock_stands_while_the_sender_is_asked_and_then_goes_on() -> None:
    asks = ("AWAITING_INFORMATION", "current", "3.3.2026", "the clock stands")
    replied = events.InformationGiven(referral_id=ID, on=WEDNESDAY)
    again = ("Waiting for an answer", "current", "", "promised by 12.3.2026")
    shown = [drawn(OFFERED, ASKED)[2], drawn(OFFERED, ASKED, replied)[2]]
    assert [step[1:] for step in shown] == [asks[1:], again[1:]]
    turns = [turn(view(OFFERED, ASKED)), turn(view(OFFERED, ASKED, replied))]
    assert [text[:46] for text in turns] == ["Waiting for the sender's answer since 3.3.2026", ""]


def test_no_promise_stands_under_an_answered_step() -> None:
    waits = (PERSON, "current", "", "")
    assert drawn(OFFERED, ACCEPTED, DISCLOSED) == [
        *(ARRIVED, WAS_OFFERED, WAS_ACCEPTED, waits),
        *AHEAD[1:],
    ]


def test_support_is_now_while_it_runs() -> None:
    assert drawn(OFFERED, ACCEPTED, DISCLOSED, BEGUN)[3:] == [
        (PERSON, "done", "", ""),
        (RUNS, "current", "20.3.2026", ""),
        (ENDED, "todo", "", ""),
    ]


def test_the_end_is_now_once_it_has_ended() -> None:
    assert drawn(OFFERED, ACCEPTED, DISCLOSED, BEGUN, OVER, COMPLETED)[3:] == [
        (PERSON, "done", "", ""),
        (RUNS, "done", "20.3.2026", ""),
        (ENDED, "current", "1.9.2026", ""),
    ]


def test_a_no_says_its_day_its_reason_and_whose_it_is() -> None:
    rejected = events.ReferralRejected(
        referral_id=ID, organisation=MLL, reason="NO_CAPACITY", on=TUESDAY
    )
    *before, (_, state, day, why) = drawn(OFFERED, rejected)
    assert (before, state, day) == ([ARRIVED, WAS_OFFERED], "current", "3.3.2026")
    assert why.endswith(", MLL") and len(why) > len(", MLL")
