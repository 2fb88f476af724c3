"""What each event of a referral says of it: its status, its day, and what can still happen."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.common.codes import BusinessStatus, EndReason, Outcome, ReferralStatus
from services.referral.referrals import events
from services.referral.referrals.domain import Referral
from shared.kernel.aggregate import Refused
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
    RECORD,
    SENDER,
    SUBJECT,
    TUESDAY,
)

STRANGER = UUID(int=99)
MESSAGE = events.MessageSent(
    referral_id=ID, message_id=UUID(int=21), subject_id=SUBJECT, organisation=STRANGER, text="?"
)
REJECTED = events.ReferralRejected(
    referral_id=ID, organisation=MLL, reason="NO_CAPACITY", on=TUESDAY
)
WITHDRAWN = events.ReferralWithdrawn(referral_id=ID, reason="MOVED", on=TUESDAY)
RECEIVED_ONLY = Referral(
    ID, received=RECEIVED, status=ReferralStatus.RECEIVED, programme="kaveri", latest=MONDAY
)
OFFERED_TO_MLL = replace(
    RECEIVED_ONLY,
    described=DESCRIBED,
    status=ReferralStatus.OFFERED,
    organisation=MLL,
    programme="other",
    offered_on=TUESDAY,
    latest=TUESDAY,
)
ACCEPTED_BY_MLL = replace(
    OFFERED_TO_MLL,
    status=ReferralStatus.ACCEPTED,
    programme_version=1,
    case=CASE,
    business_status=BusinessStatus.WAITING_FOR_PERSON,
    accepted_on=TUESDAY,
    moved_on=TUESDAY,
)
OFFERED_OTHER = replace(OFFERED, programme="other", offered_on=TUESDAY)
HISTORY = (RECEIVED, DESCRIBED, OFFERED_OTHER)
PROGRESSED = events.ReferralProgressed(
    referral_id=ID,
    business_status=BusinessStatus.ENDED,
    phase="TRUST",
    on=TUESDAY,
    outcome=Outcome.IMPROVED,
)


@pytest.mark.parametrize(
    ("history", "referral"),
    [
        ((RECEIVED,), RECEIVED_ONLY),
        (HISTORY, OFFERED_TO_MLL),
        ((*HISTORY, ACCEPTED), ACCEPTED_BY_MLL),
        (
            (RECEIVED, DESCRIBED, replace(OFFERED_OTHER, organisation=SENDER), ACCEPTED, DISCLOSED),
            replace(ACCEPTED_BY_MLL, disclosed=DISCLOSED),
        ),
        (
            (*HISTORY, ACCEPTED, PROGRESSED),
            replace(
                ACCEPTED_BY_MLL,
                business_status=BusinessStatus.ENDED,
                phase="TRUST",
                outcome=Outcome.IMPROVED,
            ),
        ),
    ],
    ids=["received", "offered", "accepted", "accepted by another", "progressed"],
)
def test_a_history_says_where_a_referral_is(
    history: tuple[events.ReferralEvent, ...], referral: Referral
) -> None:
    assert given(Referral(ID), *history) == referral


LATER = date(2026, 3, 4)
COMPLETED = events.ReferralCompleted(referral_id=ID, end_reason=EndReason.REDUNDANT, on=LATER)
FAILED = events.ReferralFailed(referral_id=ID, end_reason=EndReason.MOVED, on=LATER)


@pytest.mark.parametrize(
    ("event", "status", "reason", "dates"),
    [
        (
            events.InformationRequested(referral_id=ID, organisation=MLL, on=LATER),
            ReferralStatus.AWAITING_INFORMATION,
            None,
            {"asked_on": LATER},
        ),
        (
            events.ReferralWaitlisted(
                referral_id=ID, organisation=MLL, reason="NO_CAPACITY", on=LATER
            ),
            ReferralStatus.WAITLISTED,
            "NO_CAPACITY",
            {},
        ),
        (replace(REJECTED, on=LATER), ReferralStatus.REJECTED, "NO_CAPACITY", {"ended_on": LATER}),
        (replace(WITHDRAWN, on=LATER), ReferralStatus.WITHDRAWN, "MOVED", {"ended_on": LATER}),
    ],
)
def test_each_answer_has_its_status_its_reason_and_its_day(
    event: events.ReferralEvent,
    status: ReferralStatus,
    reason: str | None,
    dates: dict[str, Any],
) -> None:
    assert given(Referral(ID), *HISTORY, event) == replace(
        OFFERED_TO_MLL, status=status, reason=reason, latest=LATER, **dates
    )


def test_a_reply_makes_it_the_providers_turn_and_answers_the_question() -> None:
    requested = events.InformationRequested(referral_id=ID, organisation=MLL, on=TUESDAY)
    question = replace(MESSAGE, organisation=MLL, text="Why?")
    waits = given(Referral(ID), *HISTORY, requested, question, replace(MESSAGE, text="What?"))
    assert waits == replace(
        OFFERED_TO_MLL,
        status=ReferralStatus.AWAITING_INFORMATION,
        question="Why?",
        asked_on=TUESDAY,
    )
    replied = events.InformationGiven(referral_id=ID, on=LATER)
    assert given(waits, replied) == replace(OFFERED_TO_MLL, latest=LATER, paused_days=1)
    assert given(Referral(ID), *HISTORY, question) == OFFERED_TO_MLL


@pytest.mark.parametrize(
    ("history", "ended", "answerable", "withdrawable"),
    [
        ((), False, False, False),
        ((RECEIVED,), False, False, True),
        (HISTORY, False, True, True),
        ((*HISTORY, ACCEPTED), False, False, False),
        ((*HISTORY, REJECTED), False, False, False),
        (
            (*HISTORY, ACCEPTED, COMPLETED),
            True,
            False,
            False,
        ),
        (
            (*HISTORY, ACCEPTED, FAILED),
            True,
            False,
            False,
        ),
    ],
)
def test_a_status_says_what_can_still_happen(
    history: tuple[events.ReferralEvent, ...],
    ended: bool,
    answerable: bool,
    withdrawable: bool,
) -> None:
    referral = given(Referral(ID), *history)
    assert (referral.has_ended, referral.can_be_answered, referral.can_be_withdrawn) == (
        ended,
        answerable,
        withdrawable,
    )


def test_before_it_is_described_nobody_is_named_and_nobody_written_to() -> None:
    received, described = RECEIVED_ONLY, given(Referral(ID), *HISTORY)
    assert (received.names, received.disclosure_level) == ((), "L0")
    assert (described.names, described.disclosure_level) == (("Aino", "Testinen"), "L1")
    assert described.message(MESSAGE.message_id, "?", by=STRANGER) == MESSAGE
    with pytest.raises(Refused, match="nobody to write to"):
        received.message(MESSAGE.message_id, "?", by=STRANGER)


def test_progress_keeps_the_phase_until_another_begins() -> None:
    accepted = given(Referral(ID), *HISTORY, ACCEPTED)
    first, public = accepted.progress(BusinessStatus.MATCH_AGREED, phase="START", on=TUESDAY)
    begun = given(accepted, first)
    (moved,) = begun.progress(BusinessStatus.MATCH_AGREED, phase="TRUST", on=TUESDAY)
    stayed, _ = begun.progress(BusinessStatus.ENDED, on=TUESDAY)
    assert public == events.ReferralAdvanced(
        referral_id=ID,
        status=ReferralStatus.ACCEPTED,
        business_status=BusinessStatus.MATCH_AGREED,
        on=TUESDAY,
    )
    assert [given(begun, event).phase for event in (first, moved, stayed)] == [
        "START",
        "TRUST",
        "START",
    ]


def test_a_message_after_acceptance_reaches_the_people_of_the_case() -> None:
    referral = given(Referral(ID), RECEIVED, DESCRIBED, OFFERED, ACCEPTED, DISCLOSED)
    message = replace(MESSAGE, organisation=SENDER)
    disclosed = events.MessageDisclosed(
        referral_id=ID,
        case_id=CASE,
        message_id=MESSAGE.message_id,
        subject_id=RECORD,
        organisation=SENDER,
        text="?",
    )
    assert referral.write(message, on=TUESDAY) == [message, disclosed]


def test_a_message_before_acceptance_reaches_nobody_elses_register() -> None:
    referral = given(Referral(ID), RECEIVED, DESCRIBED, OFFERED)
    assert referral.write(MESSAGE, on=TUESDAY) == [MESSAGE]
