"""The clock of a promised answer stands while the sender is asked."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from services.referral.referrals import events
from services.referral.referrals.domain import Referral
from shared.kernel.testing import given
from tests.referral.referrals.examples import (
    DESCRIBED,
    ID,
    MLL,
    OFFERED,
    RECEIVED,
    SENDER,
    TUESDAY,
)

OFFERED_REFERRAL = given(Referral(ID), RECEIVED, DESCRIBED, OFFERED)


@pytest.mark.parametrize(
    ("days_later", "days"),
    [(1, 1), (3, 3), (4, 3), (5, 3), (6, 4)],
    ids=["Wednesday", "Friday", "Saturday", "Sunday", "Monday"],
)
def test_the_clock_stands_for_the_working_days_that_the_reply_took(
    days_later: int, days: int
) -> None:
    question = events.InformationRequested(referral_id=ID, organisation=MLL, on=TUESDAY)
    given_on = TUESDAY + timedelta(days=days_later)
    answered = events.InformationGiven(referral_id=ID, on=given_on)
    referral = given(OFFERED_REFERRAL, question, answered)
    assert (referral.asked_on, referral.paused_days) == (None, days)


@pytest.mark.parametrize(
    "answer",
    [
        lambda referral: referral.reject("NO_CAPACITY", by=MLL, on=TUESDAY + timedelta(days=1)),
        lambda referral: referral.withdraw("MOVED", by=SENDER, on=TUESDAY + timedelta(days=1)),
        lambda referral: referral.waitlist("NO_CAPACITY", by=MLL, on=TUESDAY + timedelta(days=1)),
    ],
    ids=["no", "withdrawal", "waiting list"],
)
def test_no_clock_stands_once_it_is_answered(
    answer: Callable[[Referral], list[events.ReferralEvent]],
) -> None:
    question = events.InformationRequested(referral_id=ID, organisation=MLL, on=TUESDAY)
    waiting = given(OFFERED_REFERRAL, question)
    referral = given(waiting, *answer(waiting))
    assert (referral.asked_on, referral.paused_days) == (None, 1)
