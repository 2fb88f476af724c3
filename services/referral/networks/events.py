"""What is known of networks and their members, in the public language."""

from datetime import date
from typing import Annotated
from uuid import UUID

from services.common.codes import Control
from shared.kernel.events import event, value


@value
class Offer:
    """What a member does in the network. An empty list limits nothing."""

    programmes: tuple[str, ...] = ()  # of the network's; empty: all of them
    themes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()  # where it meets families, in its own words
    languages: tuple[str, ...] = ()  # that its people serve in
    municipalities: tuple[str, ...] = ()  # whose families it takes
    counties: tuple[str, ...] = ()  # wellbeing counties, such as "05"


@event("network.formed", public=True)
class NetworkFormed:
    network_id: UUID
    code: str  # unique, such as "perhelinja"
    name: str
    coordinator: UUID  # the organisation that coordinates it
    programmes: tuple[str, ...]
    on: date


@event("network.member_joined", public=True)
class MemberJoined:
    network_id: UUID
    organisation: UUID
    programmes: tuple[str, ...]  # that it provides from now on
    offer: Offer
    on: date


@event("network.offer_revised", public=True)
class OfferRevised:
    """What a member does from now on, whole."""

    network_id: UUID
    organisation: UUID
    programmes: tuple[str, ...]
    offer: Offer
    on: date


@event("network.member_left", public=True)
class MemberLeft:
    """No new families; those that it has accepted stay with it."""

    network_id: UUID
    organisation: UUID
    on: date


@event("network.answer_time_agreed", public=True)
class AnswerTimeAgreed:
    """Within how many working days a member answers; then the family goes on to the next."""

    network_id: UUID
    working_days: int | None  # None: the clock takes no offer back
    on: date


@event("network.control_agreed", public=True)
class ControlAgreed:
    """How its members are controllers of what families tell; before it, each of its own."""

    network_id: UUID
    control: Annotated[str, Control]
    contact: UUID | None  # to whom families turn where it is joint
    arrangement: str  # what they have agreed, or its address (GDPR, article 26); empty for OWN
    on: date


NetworkEvent = (
    NetworkFormed | MemberJoined | OfferRevised | MemberLeft | AnswerTimeAgreed | ControlAgreed
)
