"""Where a referral stands: what each event changes of it, and nothing beside that."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.common.codes import BusinessStatus, EndReason, ReferralStatus
from services.common.contact import NOBODY
from services.referral.referrals import events
from services.referral.referrals.domain import Referral
from shared.kernel.testing import given
from tests.referral.referrals.examples import (
    ACCEPTED,
    CASE,
    DESCRIBED,
    DISCLOSED,
    ID,
    MLL,
    MONDAY,
    OFFERED,
    RECEIVED,
    SENDER,
    SUBJECT,
    TUESDAY,
)

COUNTY, CITY, KELA, READER = UUID(int=14), UUID(int=15), UUID(int=16), UUID(int=51)
WEDNESDAY, LATER = TUESDAY + timedelta(days=1), date(2026, 9, 1)
NOON = datetime(2026, 3, 4, 10, tzinfo=UTC)
ASKED = events.InformationRequested(referral_id=ID, organisation=MLL, on=MONDAY)
QUESTION = events.MessageSent(
    referral_id=ID, message_id=UUID(int=21), subject_id=SUBJECT, organisation=MLL, text="Ikä?"
)
WAITLISTED = events.ReferralWaitlisted(
    referral_id=ID, organisation=MLL, reason="NO_CAPACITY", on=TUESDAY
)
BEGUN = events.ReferralProgressed(
    referral_id=ID, business_status="IN_PROGRESS", phase="TRUST", on=WEDNESDAY
)
SENT, OFFERED_ALREADY = (RECEIVED, DESCRIBED), (RECEIVED, DESCRIBED, OFFERED)
TAKEN_ON = (*OFFERED_ALREADY, ACCEPTED, DISCLOSED)
WAS_ASKED = {"asked_on": None, "paused_days": 1}  # on Monday: Tuesday has been waited for
STEPS: dict[str, tuple[tuple[Any, ...], Any, dict[str, Any]]] = {
    "received": (
        (),
        RECEIVED,
        {
            "received": RECEIVED,
            "status": ReferralStatus.RECEIVED,
            "programme": "kaveri",
            "latest": MONDAY,
        },
    ),
    "described": (
        (RECEIVED,),
        replace(DESCRIBED, purchaser=COUNTY),
        {"described": replace(DESCRIBED, purchaser=COUNTY), "purchaser": COUNTY},
    ),
    "offered": (
        SENT,
        replace(OFFERED, programme="other", offered_on=TUESDAY),
        {
            "organisation": MLL,
            "programme": "other",
            "latest": TUESDAY,
            "status": ReferralStatus.OFFERED,
            "offered_on": TUESDAY,
        },
    ),
    "accepted from the waiting list": (
        (*OFFERED_ALREADY, WAITLISTED),
        replace(ACCEPTED, organisation=KELA, programme_version=3, accepted_on=WEDNESDAY),
        {
            "status": ReferralStatus.ACCEPTED,
            "organisation": KELA,
            "programme_version": 3,
            "case": CASE,
            "business_status": BusinessStatus.WAITING_FOR_PERSON,
            "reason": None,
            "accepted_on": WEDNESDAY,
            "moved_on": WEDNESDAY,
            "latest": WEDNESDAY,
        },
    ),
    "accepted while a reply is awaited": (
        (*OFFERED_ALREADY, ASKED),
        ACCEPTED,
        {
            "status": ReferralStatus.ACCEPTED,
            "programme_version": 1,
            "case": CASE,
            "business_status": BusinessStatus.WAITING_FOR_PERSON,
            "accepted_on": TUESDAY,
            "moved_on": TUESDAY,
            "latest": TUESDAY,
            **WAS_ASKED,
        },
    ),
    "matched": (
        TAKEN_ON,
        replace(BEGUN, business_status="MATCH_AGREED"),
        {"business_status": BusinessStatus.MATCH_AGREED, "phase": "TRUST", "moved_on": WEDNESDAY},
    ),
    "begun": (
        TAKEN_ON,
        BEGUN,
        {
            "business_status": BusinessStatus.IN_PROGRESS,
            "phase": "TRUST",
            "moved_on": WEDNESDAY,
            "started_on": WEDNESDAY,
        },
    ),
    "gone on since it began": (
        (*TAKEN_ON, BEGUN),
        replace(BEGUN, phase="END", on=LATER),
        {"phase": "END", "moved_on": LATER},
    ),
    "ended": (
        (*TAKEN_ON, BEGUN),
        replace(BEGUN, business_status="ENDED", on=LATER, outcome="IMPROVED"),
        {"business_status": BusinessStatus.ENDED, "moved_on": LATER, "outcome": "IMPROVED"},
    ),
    "completed": (
        (*TAKEN_ON, BEGUN),
        events.ReferralCompleted(referral_id=ID, end_reason=EndReason.REDUNDANT, on=LATER),
        {"status": ReferralStatus.COMPLETED, "ended_on": LATER},
    ),
    "failed": (
        (*TAKEN_ON, BEGUN),
        events.ReferralFailed(referral_id=ID, end_reason=EndReason.MOVED, on=LATER),
        {"status": ReferralStatus.FAILED, "ended_on": LATER},
    ),
    "asked about": (
        OFFERED_ALREADY,
        replace(ASKED, on=TUESDAY),
        {
            "status": ReferralStatus.AWAITING_INFORMATION,
            "asked_on": TUESDAY,
            "latest": TUESDAY,
        },
    ),
    "what is lacking is said": ((*OFFERED_ALREADY, ASKED), QUESTION, {"question": "Ikä?"}),
    "the sender's words are no question": (
        (*OFFERED_ALREADY, ASKED),
        replace(QUESTION, organisation=SENDER),
        {},
    ),
    "the provider's words are none before it asks": (OFFERED_ALREADY, QUESTION, {}),
    "replied to": (
        (*OFFERED_ALREADY, ASKED, QUESTION),
        events.InformationGiven(referral_id=ID, on=TUESDAY),
        {"status": ReferralStatus.OFFERED, "question": "", "latest": TUESDAY, **WAS_ASKED},
    ),
    "on the waiting list": (
        (*OFFERED_ALREADY, ASKED),
        WAITLISTED,
        {
            "status": ReferralStatus.WAITLISTED,
            "reason": "NO_CAPACITY",
            "latest": TUESDAY,
            **WAS_ASKED,
        },
    ),
    "rejected": (
        (*OFFERED_ALREADY, ASKED),
        events.ReferralRejected(referral_id=ID, organisation=MLL, reason="NO_CAPACITY", on=TUESDAY),
        {
            "status": ReferralStatus.REJECTED,
            "reason": "NO_CAPACITY",
            "ended_on": TUESDAY,
            "latest": TUESDAY,
            **WAS_ASKED,
        },
    ),
    "withdrawn": (
        (*OFFERED_ALREADY, ASKED),
        events.ReferralWithdrawn(referral_id=ID, reason="MOVED", on=TUESDAY),
        {
            "status": ReferralStatus.WITHDRAWN,
            "reason": "MOVED",
            "ended_on": TUESDAY,
            "latest": TUESDAY,
            **WAS_ASKED,
        },
    ),
    "shown to somebody": (
        TAKEN_ON,
        events.ContactShown(
            referral_id=ID,
            subject_id=SUBJECT,
            person_id=READER,
            organisation=MLL,
            on=WEDNESDAY,
            until=NOON,
            reason="Kotikäynti",
        ),
        {"contact": NOBODY.opened(READER, NOON)},
    ),
    "an exception is made": (
        OFFERED_ALREADY,
        events.ExceptionMade(
            referral_id=ID,
            subject_id=SUBJECT,
            organisation=MLL,
            rules=("AGE",),
            reason="Sovittu",
            on=TUESDAY,
        ),
        {},
    ),
    "told to others how it stands": (
        TAKEN_ON,
        events.ReferralAdvanced(
            referral_id=ID, status="ACCEPTED", business_status="IN_PROGRESS", on=TUESDAY
        ),
        {},
    ),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_step_changes_what_it_says_and_nothing_else(step: str) -> None:
    history, event, changes = STEPS[step]
    before = given(Referral(ID), *history)
    assert given(before, event) == replace(before, **changes)
