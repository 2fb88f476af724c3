from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.common.codes import BusinessStatus, EndReason, Outcome, ReferralStatus
from services.referral.referrals import events
from services.referral.referrals.domain import Referral
from shared.kernel.aggregate import Invalid, Refused
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
    SUNDAY,
    TUESDAY,
)


def test_a_received_referral_can_be_offered() -> None:
    referral = given(Referral(ID), RECEIVED, DESCRIBED)
    offered = referral.offer(organisation=MLL, programme="kaveri", rule="AGREEMENT", on=MONDAY)
    assert offered == [OFFERED]


def test_the_same_offer_again_changes_nothing() -> None:
    referral = given(Referral(ID), RECEIVED, DESCRIBED, OFFERED)
    assert referral.offer(organisation=MLL, programme="kaveri", rule="CHOSEN", on=TUESDAY) == []


def test_until_it_is_answered_it_can_be_offered_to_somebody_else() -> None:
    referral = given(Referral(ID), RECEIVED, DESCRIBED, OFFERED)
    elsewhere = referral.offer(organisation=SENDER, programme="other", rule="CHOSEN", on=MONDAY)
    assert elsewhere == [
        replace(OFFERED, organisation=SENDER, programme="other", rule="CHOSEN"),
    ]


def test_nothing_can_be_offered_that_was_never_received() -> None:
    with pytest.raises(Refused, match="missing"):
        Referral(ID).offer(organisation=MLL, programme="kaveri", rule="CHOSEN", on=MONDAY)


@pytest.mark.parametrize(
    "answer",
    [
        ACCEPTED,
        events.ReferralRejected(referral_id=ID, organisation=MLL, reason="NO_CAPACITY", on=TUESDAY),
        events.ReferralWithdrawn(referral_id=ID, reason="MOVED", on=TUESDAY),
    ],
    ids=["accepted", "rejected", "withdrawn"],
)
def test_what_is_answered_or_withdrawn_is_offered_to_nobody(answer: events.ReferralEvent) -> None:
    referral = given(Referral(ID), RECEIVED, DESCRIBED, OFFERED, answer)
    for organisation in (MLL, SENDER):
        with pytest.raises(Refused) as refused:
            referral.offer(organisation=organisation, programme="kaveri", rule="CHOSEN", on=TUESDAY)
        assert refused.value.code == "state"


def test_acceptance_names_the_case_and_discloses_in_the_same_moment() -> None:
    referral = given(Referral(ID), RECEIVED, DESCRIBED, OFFERED)
    assert referral.accept(DISCLOSED, by=MLL, on=TUESDAY) == [ACCEPTED, DISCLOSED]


def test_accepting_again_changes_nothing() -> None:
    referral = given(Referral(ID), RECEIVED, DESCRIBED, OFFERED, ACCEPTED, DISCLOSED)
    assert referral.accept(DISCLOSED, by=MLL, on=TUESDAY) == []


def test_what_was_not_offered_cannot_be_accepted() -> None:
    referral = given(Referral(ID), RECEIVED, DESCRIBED)
    with pytest.raises(Refused, match="received"):
        referral.accept(DISCLOSED, by=MLL, on=TUESDAY)


def test_acceptance_on_the_day_of_the_offer_is_fine_and_the_day_before_is_not() -> None:
    referral = given(Referral(ID), RECEIVED, DESCRIBED, OFFERED)
    assert referral.accept(DISCLOSED, by=MLL, on=MONDAY) != []
    with pytest.raises(Invalid, match="2026-03-01"):
        referral.accept(DISCLOSED, by=MLL, on=SUNDAY)


def test_a_rejection_carries_its_reason() -> None:
    referral = given(Referral(ID), RECEIVED, DESCRIBED, OFFERED)
    assert referral.reject("NO_CAPACITY", by=MLL, on=TUESDAY) == [
        events.ReferralRejected(referral_id=ID, organisation=MLL, reason="NO_CAPACITY", on=TUESDAY)
    ]


REJECTED = events.ReferralRejected(
    referral_id=ID, organisation=MLL, reason="NO_CAPACITY", on=TUESDAY
)
WITHDRAWN = events.ReferralWithdrawn(referral_id=ID, reason="MOVED", on=TUESDAY)


def test_rejecting_again_changes_nothing() -> None:
    referral = given(Referral(ID), RECEIVED, DESCRIBED, OFFERED, REJECTED)
    assert referral.reject("OUT_OF_SCOPE", by=MLL, on=TUESDAY) == []
    with pytest.raises(Refused, match="is rejected, so it cannot be rejected"):
        referral.reject("OUT_OF_SCOPE", by=SENDER, on=TUESDAY)


def test_what_was_withdrawn_is_not_rejected() -> None:
    with pytest.raises(Refused, match="is withdrawn, so it cannot be rejected"):
        given(Referral(ID), RECEIVED, DESCRIBED, OFFERED, WITHDRAWN).reject(
            "NO_CAPACITY", by=MLL, on=TUESDAY
        )


def test_withdrawing_again_changes_nothing() -> None:
    referral = given(Referral(ID), RECEIVED, DESCRIBED, WITHDRAWN)
    assert referral.withdraw("OTHER", by=SENDER, on=TUESDAY) == []


@pytest.mark.parametrize(
    ("history", "sentence"),
    [
        ((), "is missing, so it cannot be withdrawn"),
        ((RECEIVED, DESCRIBED, OFFERED, REJECTED), "is rejected, so it cannot be withdrawn"),
    ],
)
def test_only_what_is_open_is_withdrawn(
    history: tuple[events.ReferralEvent, ...], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence) as refused:
        given(Referral(ID), *history).withdraw("MOVED", by=SENDER, on=TUESDAY)
    assert refused.value.code == "state"


def test_an_accepted_referral_cannot_be_withdrawn_since_its_case_is_closed_instead() -> None:
    referral = given(Referral(ID), RECEIVED, DESCRIBED, OFFERED, ACCEPTED)
    with pytest.raises(Refused, match="case is closed instead"):
        referral.withdraw("MOVED", by=SENDER, on=TUESDAY)


STRANGER = UUID(int=99)
MESSAGE = events.MessageSent(
    referral_id=ID, message_id=UUID(int=21), subject_id=SUBJECT, organisation=STRANGER, text="?"
)


@pytest.mark.parametrize(
    "answer",
    [
        lambda referral: referral.accept(DISCLOSED, by=STRANGER, on=TUESDAY),
        lambda referral: referral.reject("NO_CAPACITY", by=STRANGER, on=TUESDAY),
        lambda referral: referral.waitlist("NO_CAPACITY", by=STRANGER, on=TUESDAY),
        lambda referral: referral.ask(MESSAGE, by=STRANGER, on=TUESDAY),
    ],
    ids=["accepts", "rejects", "lets wait", "asks"],
)
def test_a_stranger_cannot_answer(answer: Callable[[Referral], list[Any]]) -> None:
    offered = given(Referral(ID), RECEIVED, DESCRIBED, OFFERED)
    awaiting = given(
        offered, events.InformationRequested(referral_id=ID, organisation=MLL, on=MONDAY)
    )
    for referral in (offered, awaiting):
        with pytest.raises(Refused, match="not been offered to your organisation"):
            answer(referral)


def test_who_accepted_cannot_be_followed_by_a_stranger() -> None:
    referral = given(Referral(ID), RECEIVED, DESCRIBED, OFFERED, ACCEPTED, DISCLOSED)
    with pytest.raises(Refused, match="is accepted, so it cannot be accepted"):
        referral.accept(DISCLOSED, by=STRANGER, on=TUESDAY)


def test_only_the_sender_withdraws() -> None:
    referral = given(Referral(ID), RECEIVED, DESCRIBED, OFFERED)
    assert referral.withdraw("MOVED", by=SENDER, on=TUESDAY) != []
    with pytest.raises(Refused, match="Only the sender"):
        referral.withdraw("MOVED", by=MLL, on=TUESDAY)


def test_progress_is_told_once_and_only_after_acceptance() -> None:
    offered = given(Referral(ID), RECEIVED, DESCRIBED, OFFERED)
    assert offered.progress(BusinessStatus.MATCH_AGREED, on=TUESDAY) == []
    accepted = given(offered, ACCEPTED)
    moved = accepted.progress(BusinessStatus.MATCH_AGREED, on=TUESDAY)
    assert given(accepted, *moved).progress(BusinessStatus.MATCH_AGREED, on=TUESDAY) == []


@pytest.mark.parametrize(
    ("reason", "status"),
    [
        (EndReason.GOALS_REACHED, ReferralStatus.COMPLETED),
        (EndReason.PLANNED_END, ReferralStatus.COMPLETED),
        (EndReason.REDUNDANT, ReferralStatus.COMPLETED),
        (EndReason.REPLACED_BY_SERVICE, ReferralStatus.COMPLETED),
        (EndReason.FAMILY_ENDED, ReferralStatus.FAILED),
        (EndReason.MOVED, ReferralStatus.FAILED),
        (EndReason.AGED_OUT, ReferralStatus.FAILED),
        (EndReason.OUT_OF_HOME_PLACEMENT, ReferralStatus.FAILED),
        (EndReason.NO_SUPPORT_PERSON, ReferralStatus.FAILED),
        (EndReason.OTHER, ReferralStatus.FAILED),
    ],
)
def test_how_a_case_ends_decides_whether_the_referral_was_completed(
    reason: EndReason, status: ReferralStatus
) -> None:
    referral = given(Referral(ID), RECEIVED, DESCRIBED, OFFERED, ACCEPTED)
    ended = given(referral, *referral.end(reason, outcome=Outcome.IMPROVED, on=TUESDAY))
    assert (ended.status, ended.business_status) == (status, BusinessStatus.ENDED)
    assert ended.end(reason, outcome=Outcome.IMPROVED, on=TUESDAY) == []


def test_four_reasons_complete_a_referral_and_every_other_fails_it() -> None:
    referral = given(Referral(ID), RECEIVED, DESCRIBED, OFFERED, ACCEPTED)
    completing = {
        reason
        for reason in EndReason
        if given(referral, *referral.end(reason, outcome=None, on=TUESDAY)).status
        is ReferralStatus.COMPLETED
    }
    assert completing == {
        EndReason.GOALS_REACHED,
        EndReason.PLANNED_END,
        EndReason.REDUNDANT,
        EndReason.REPLACED_BY_SERVICE,
    }


def test_it_concerns_its_sender_and_whoever_it_was_offered_to() -> None:
    referral = given(Referral(ID), RECEIVED, DESCRIBED, OFFERED)
    assert referral.concerns == (SENDER, MLL)


def test_the_case_is_remembered() -> None:
    accepted = given(Referral(ID), RECEIVED, DESCRIBED, OFFERED, ACCEPTED)
    assert (accepted.case, accepted.latest) == (CASE, date(2026, 3, 3))
    assert isinstance(accepted.case, UUID)
