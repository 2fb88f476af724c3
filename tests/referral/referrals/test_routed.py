from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.common.codes import OfferRule, RecallReason, ReferralStatus, RejectionReason
from services.referral.referrals import events
from services.referral.referrals.domain import Referral
from services.referral.routes.domain import Choice
from services.referral.routes.events import (
    Considered,
    OfferDeclined,
    OfferRecalled,
    ReferralRouted,
    Skip,
)
from shared.kernel.aggregate import Refused
from shared.kernel.testing import given
from tests.referral.referrals.examples import (
    DESCRIBED,
    ID,
    MLL,
    MONDAY,
    OFFERED,
    RECEIVED,
    SENDER,
    TUESDAY,
)

FOLK, VSLS, NETWORK = UUID(int=21), UUID(int=22), UUID(int=23)
FIRST = (Considered(organisation=MLL), Considered(organisation=FOLK))
SECOND = (
    Considered(organisation=FOLK),
    Considered(organisation=MLL, skips=(Skip(rule="OFFERED_BEFORE"),)),
)


def choice(chosen: UUID, considered: Any = FIRST, rule: OfferRule = OfferRule.ROUTED) -> Choice:
    return Choice(NETWORK, VSLS, considered, chosen, rule)


def routed(chosen: UUID, considered: Any = FIRST, on: date = MONDAY, **more: Any) -> ReferralRouted:
    values: dict[str, Any] = {"rule": "ROUTED"} | more
    return ReferralRouted(
        referral_id=ID,
        network_id=NETWORK,
        coordinator=VSLS,
        programme="kaveri",
        considered=considered,
        chosen=chosen,
        on=on,
        **values,
    )


def offered(to: UUID, on: date = MONDAY, rule: str = "ROUTED") -> events.ReferralOffered:
    return events.ReferralOffered(
        referral_id=ID, organisation=to, programme="kaveri", rule=rule, offered_on=on
    )


def declined(by: UUID = MLL) -> OfferDeclined:
    return OfferDeclined(referral_id=ID, organisation=by, reason="NO_CAPACITY", on=TUESDAY)


def recalled(of: UUID = MLL) -> OfferRecalled:
    return OfferRecalled(referral_id=ID, organisation=of, reason="UNANSWERED", on=TUESDAY)


ROUTED = given(Referral(ID), RECEIVED, DESCRIBED, routed(MLL), offered(MLL))
LAST = given(
    ROUTED,
    declined(),
    routed(VSLS, on=TUESDAY, rule="NOBODY_LEFT"),
    offered(VSLS, TUESDAY, "NOBODY_LEFT"),
)


def test_the_choice_is_written_down_with_the_offer() -> None:
    referral = given(Referral(ID), RECEIVED, DESCRIBED)
    made = referral.route(choice(MLL), programme="kaveri", on=MONDAY)
    assert made == [routed(MLL), offered(MLL)]


def test_where_there_is_one_provider_no_choice_is_written_down() -> None:
    referral = given(Referral(ID), RECEIVED, DESCRIBED)
    only = Choice(None, None, (), MLL, OfferRule.AGREEMENT)
    assert referral.route(only, programme="kaveri", on=MONDAY) == [OFFERED]


def test_what_is_offered_already_is_not_chosen_for_again() -> None:
    assert ROUTED.route(choice(FOLK), programme="kaveri", on=TUESDAY) == []


def test_a_no_with_somebody_else_to_go_to_passes_it_on() -> None:
    made = ROUTED.reject(
        RejectionReason.NO_CAPACITY, by=MLL, on=TUESDAY, choice=choice(FOLK, SECOND)
    )
    assert made == [declined(), routed(FOLK, SECOND, TUESDAY), offered(FOLK, TUESDAY)]


def test_a_no_with_nobody_else_ends_it() -> None:
    no = ROUTED.reject(RejectionReason.NO_CAPACITY, by=MLL, on=TUESDAY)
    assert no == [
        events.ReferralRejected(referral_id=ID, organisation=MLL, reason="NO_CAPACITY", on=TUESDAY)
    ]


def test_a_stranger_cannot_pass_it_on() -> None:
    with pytest.raises(Refused) as refused:
        ROUTED.reject("NO_CAPACITY", by=FOLK, on=TUESDAY, choice=choice(FOLK))
    assert refused.value.code == "not-provider"


@pytest.mark.parametrize("by", [SENDER, VSLS, None], ids=["sender", "coordinator", "clock"])
def test_an_offer_that_nobody_answers_goes_to_the_next(by: UUID | None) -> None:
    made = ROUTED.recall(RecallReason.UNANSWERED, choice(FOLK, SECOND), by=by, on=TUESDAY)
    assert made == [recalled(), routed(FOLK, SECOND, TUESDAY), offered(FOLK, TUESDAY)]


@pytest.mark.parametrize("by", [MLL, FOLK], ids=["who has it", "a stranger"])
def test_nobody_else_takes_an_offer_back(by: UUID) -> None:
    with pytest.raises(Refused) as refused:
        ROUTED.recall(RecallReason.UNANSWERED, choice(FOLK), by=by, on=TUESDAY)
    assert refused.value.code == "not-sender"


def test_an_offer_stays_where_nobody_else_could_have_it() -> None:
    with pytest.raises(Refused) as refused:
        LAST.recall(RecallReason.UNANSWERED, None, by=SENDER, on=TUESDAY)
    assert refused.value.code == "nobody-else"


def test_what_is_accepted_is_not_recalled() -> None:
    answered = given(
        ROUTED,
        events.ReferralRejected(referral_id=ID, organisation=MLL, reason="DUPLICATE", on=TUESDAY),
    )
    with pytest.raises(Refused) as refused:
        answered.recall(RecallReason.UNANSWERED, choice(FOLK), by=SENDER, on=TUESDAY)
    assert refused.value.code == "state"


def test_a_family_stands_with_one_organisation_at_a_time() -> None:
    moved = given(ROUTED, recalled(), routed(FOLK, SECOND, TUESDAY), offered(FOLK, TUESDAY))
    assert (moved.organisation, moved.status) == (FOLK, ReferralStatus.OFFERED)
    assert moved.journey.tried == (MLL,)
    assert moved.parties is not None
    assert MLL not in moved.parties.everybody


def test_whoever_had_it_when_a_person_chose_another_is_not_asked_again() -> None:
    moved = given(ROUTED, offered(FOLK, TUESDAY, "CHOSEN"))
    assert moved.journey.tried == (MLL,)


def test_it_is_the_last_only_while_nobody_else_could_take_it() -> None:
    assert LAST.journey.is_last
    assert not given(LAST, offered(FOLK, TUESDAY, "CHOSEN")).journey.is_last


def test_the_next_does_not_pay_for_the_days_that_the_sender_was_asked() -> None:
    back = given(
        ROUTED,
        events.InformationRequested(referral_id=ID, organisation=MLL, on=MONDAY),
        recalled(),
    )
    assert (back.asked_on, back.question, back.paused_days) == (None, "", 1)
    assert back.status is ReferralStatus.RECEIVED
