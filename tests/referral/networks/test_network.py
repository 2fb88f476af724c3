from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.common.codes import Control
from services.referral.networks.domain import Network
from services.referral.networks.events import (
    AnswerTimeAgreed,
    ControlAgreed,
    MemberJoined,
    MemberLeft,
    NetworkFormed,
    Offer,
    OfferRevised,
)
from services.referral.networks.rules import EACH_ITS_OWN, Controllers, controllers_of
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


TEXT = "Each organisation keeps its own notes; the coordinator answers for booking."
JOINT = Controllers(Control.JOINT, MLL, TEXT)


def control_agreed(controllers: Controllers) -> ControlAgreed:
    return ControlAgreed(
        network_id=ID,
        control=controllers.control,
        contact=controllers.contact,
        arrangement=controllers.arrangement,
        on=MONDAY,
    )


@pytest.mark.parametrize("by", [VSLS, None])
@pytest.mark.parametrize("contact", [VSLS, MLL], ids=["coordinator", "member"])
def test_the_coordinator_says_that_members_are_controllers_together(
    by: UUID | None, contact: UUID
) -> None:
    network, joint = given(Network(ID), FORMED, JOINED), replace(JOINT, contact=contact)
    assert network.agree_control(joint, by=by, on=MONDAY) == [control_agreed(joint)]
    after = given(network, control_agreed(joint))
    assert after.agree_control(joint, by=by, on=MONDAY) == []
    assert after.agree_control(EACH_ITS_OWN, by=by, on=MONDAY) == [control_agreed(EACH_ITS_OWN)]


def test_until_something_is_agreed_each_answers_for_its_own() -> None:
    network = given(Network(ID), FORMED, JOINED)
    assert network.controllers == EACH_ITS_OWN
    assert network.agree_control(EACH_ITS_OWN, by=VSLS, on=MONDAY) == []
    assert controllers_of(Control.OWN, MLL, TEXT) == EACH_ITS_OWN
    assert controllers_of(Control.JOINT, MLL, TEXT) == JOINT


@pytest.mark.parametrize("by", [MLL, KOTA])
def test_a_member_does_not_say_it_for_all(by: UUID) -> None:
    with pytest.raises(Refused) as refused:
        given(Network(ID), FORMED, JOINED).agree_control(JOINT, by=by, on=MONDAY)
    assert refused.value.code == "not-theirs"


@pytest.mark.parametrize(
    ("controllers", "code"),
    [
        (replace(JOINT, contact=None), "no-contact"),
        (replace(JOINT, contact=KOTA), "no-contact"),
        (replace(JOINT, arrangement=""), "no-arrangement"),
    ],
    ids=["nobody", "who is no member", "nothing agreed"],
)
def test_joint_controllers_say_to_whom_families_turn_and_what_they_agreed(
    controllers: Controllers, code: str
) -> None:
    with pytest.raises(Invalid) as invalid:
        given(Network(ID), FORMED, JOINED).agree_control(controllers, by=VSLS, on=MONDAY)
    assert invalid.value.code == code


def test_to_whom_families_turn_leaves_only_when_there_is_another() -> None:
    network = given(Network(ID), FORMED, JOINED, control_agreed(JOINT))
    with pytest.raises(Refused) as refused:
        network.leave(MLL, by=MLL, on=MONDAY)
    assert refused.value.code == "is-contact"
    left = [MemberLeft(network_id=ID, organisation=MLL, on=MONDAY)]
    other = given(network, control_agreed(replace(JOINT, contact=VSLS)))
    assert other.leave(MLL, by=MLL, on=MONDAY) == left


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://perhelinja.example/sopimus", "https://perhelinja.example/sopimus"),
        ("https://perhelinja.example and more", ""),
        ("As agreed", ""),
    ],
)
def test_an_arrangement_is_an_address_or_a_text(text: str, address: str) -> None:
    assert replace(JOINT, arrangement=text).address == address
