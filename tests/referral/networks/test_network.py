from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.referral.networks.domain import Network
from services.referral.networks.events import (
    AnswerTimeAgreed,
    MemberJoined,
    MemberLeft,
    NetworkFormed,
    Offer,
    OfferRevised,
)
from shared.kernel.aggregate import Invalid, Refused
from shared.kernel.testing import given

ID, VSLS, MLL, KOTA = UUID(int=1), UUID(int=2), UUID(int=3), UUID(int=4)
MONDAY = date(2026, 3, 2)
FORMED = NetworkFormed(
    network_id=ID,
    code="perhelinja",
    name="Perhelinja",
    coordinator=VSLS,
    programmes=("perhelinja", "kaveri"),
    on=MONDAY,
)
OFFER = Offer(languages=("fi",))
JOINED = MemberJoined(
    network_id=ID, organisation=MLL, programmes=FORMED.programmes, offer=OFFER, on=MONDAY
)


def test_a_network_is_formed_once() -> None:
    assert Network(ID).form(FORMED) == [FORMED]
    formed = given(Network(ID), FORMED)
    assert formed.form(FORMED) == []
    with pytest.raises(Refused):
        formed.form(replace(FORMED, name="Other"))


def test_a_network_provides_something() -> None:
    with pytest.raises(Invalid):
        Network(ID).form(replace(FORMED, programmes=()))


@pytest.mark.parametrize("by", [VSLS, None], ids=["coordinator", "the region's administrator"])
def test_the_coordinator_takes_a_member_in(by: UUID | None) -> None:
    assert given(Network(ID), FORMED).set_offer(MLL, OFFER, by=by, on=MONDAY) == [JOINED]


@pytest.mark.parametrize("by", [MLL, KOTA])
def test_nobody_joins_by_itself(by: UUID) -> None:
    with pytest.raises(Refused) as refused:
        given(Network(ID), FORMED).set_offer(MLL, OFFER, by=by, on=MONDAY)
    assert refused.value.code == "not-theirs"


@pytest.mark.parametrize("by", [MLL, VSLS, None])
def test_a_member_says_what_it_offers(by: UUID | None) -> None:
    offer = Offer(programmes=("kaveri",), languages=("sv",))
    made = given(Network(ID), FORMED, JOINED).set_offer(MLL, offer, by=by, on=MONDAY)
    assert made == [
        OfferRevised(
            network_id=ID, organisation=MLL, programmes=("kaveri",), offer=offer, on=MONDAY
        )
    ]


def test_the_same_offer_again_changes_nothing() -> None:
    assert given(Network(ID), FORMED, JOINED).set_offer(MLL, OFFER, by=MLL, on=MONDAY) == []


def test_another_member_says_nothing_of_it() -> None:
    network = given(Network(ID), FORMED, JOINED, replace(JOINED, organisation=KOTA))
    with pytest.raises(Refused) as refused:
        network.set_offer(MLL, Offer(), by=KOTA, on=MONDAY)
    assert refused.value.code == "not-theirs"
    with pytest.raises(Refused):
        network.leave(MLL, by=KOTA, on=MONDAY)


def test_only_programmes_of_the_network_are_offered_in_it() -> None:
    with pytest.raises(Invalid) as invalid:
        given(Network(ID), FORMED, JOINED).set_offer(
            MLL, Offer(programmes=("other",)), by=MLL, on=MONDAY
        )
    assert invalid.value.code == "not-of-network"


def test_who_left_is_a_member_no_more_and_may_be_taken_in_again() -> None:
    left = MemberLeft(network_id=ID, organisation=MLL, on=MONDAY)
    network = given(Network(ID), FORMED, JOINED)
    assert network.leave(MLL, by=MLL, on=MONDAY) == [left]
    gone = given(network, left)
    assert gone.leave(MLL, by=MLL, on=MONDAY) == []
    assert gone.set_offer(MLL, OFFER, by=VSLS, on=MONDAY) == [JOINED]


def test_nothing_is_said_of_a_network_that_nobody_formed() -> None:
    with pytest.raises(Refused):
        Network(ID).set_offer(MLL, OFFER, by=None, on=MONDAY)


def agreed(days: int | None) -> AnswerTimeAgreed:
    return AnswerTimeAgreed(network_id=ID, working_days=days, on=MONDAY)


@pytest.mark.parametrize("by", [VSLS, None])
def test_the_coordinator_says_within_how_many_days_members_answer(by: UUID | None) -> None:
    network = given(Network(ID), FORMED, JOINED)
    assert network.agree_answer_time(5, by=by, on=MONDAY) == [agreed(5)]
    after = given(network, agreed(5))
    assert after.agree_answer_time(5, by=by, on=MONDAY) == []
    assert after.agree_answer_time(None, by=by, on=MONDAY) == [agreed(None)]


@pytest.mark.parametrize("by", [MLL, KOTA])
def test_a_member_does_not(by: UUID) -> None:
    with pytest.raises(Refused) as refused:
        given(Network(ID), FORMED, JOINED).agree_answer_time(5, by=by, on=MONDAY)
    assert refused.value.code == "not-theirs"
