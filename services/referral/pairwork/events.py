"""What has happened to pair work: a professional asks for a pair, an organisation offers one.

No text may tell who the client is; each lies sealed all the same, and goes 90 days after the last
word or the meeting. Minutes, codes and days stay. `organisation` is whose word an event is, unless
it says otherwise; `partner` is the organisation of the network whose worker comes along.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from services.common.codes import (
    MeetingVenue,
    NotHeldReason,
    PairWorkResult,
    Profession,
    Theme,
)
from services.common.retention import CONTACT
from shared.kernel.events import event, personal, value


@value
class WishedTime:
    """When the professional would meet the client."""

    day: date
    begins: str  # on the wall in Helsinki


@event("pairwork.asked", retention=CONTACT)
class PairWorkAsked:
    pairwork_id: UUID
    organisation: UUID  # the professional's
    by: UUID  # id of a principal
    theme: Annotated[str, Theme]
    profession: Annotated[str, Profession]
    municipality: str  # whose client it is
    wished: tuple[WishedTime, ...]
    minutes: int
    venue: Annotated[str, MeetingVenue]
    language: str
    candidates: tuple[UUID, ...]  # who knows the theme and serves the municipality on that day
    on: date
    due_on: date  # the last day for an offer
    text: str = personal(of="pairwork_id")


@event("pairwork.offered")
class PairWorkOffered:
    """An organisation offers one of its workers at a time; one offer is open at once."""

    pairwork_id: UUID
    organisation: UUID
    worker: UUID  # id of a principal
    by: UUID  # who offers them
    day: date
    begins: str
    minutes: int
    on: date


@event("pairwork.move_proposed")
class MoveProposed:
    """Either side proposes another time for what was agreed; it holds until the other agrees."""

    pairwork_id: UUID
    organisation: UUID
    partner: UUID
    worker: UUID
    day: date
    begins: str
    minutes: int
    on: date


@event("pairwork.agreed")
class PairWorkAgreed:
    """The other side agrees to what was offered or proposed last."""

    pairwork_id: UUID
    organisation: UUID
    partner: UUID
    worker: UUID
    day: date
    begins: str
    minutes: int
    on: date


@event("pairwork.offer_refused", retention=CONTACT)
class OfferRefused:
    """The other side says no: another organisation may offer, or the agreed time stays."""

    pairwork_id: UUID
    organisation: UUID
    partner: UUID
    on: date
    due_on: date | None  # the last day for another offer; None: the agreed time stays
    reason: str = personal(of="pairwork_id")


@event("pairwork.offer_withdrawn")
class OfferWithdrawn:
    """Whoever offered or proposed takes it back."""

    pairwork_id: UUID
    organisation: UUID
    partner: UUID
    on: date
    due_on: date | None


@event("pairwork.offer_lapsed")
class OfferLapsed:
    """Nobody answered the offer in time: another organisation may offer."""

    pairwork_id: UUID
    partner: UUID  # whose offer it was
    on: date
    due_on: date  # the last day for another offer


@event("pairwork.withdrawn")
class PairWorkWithdrawn:
    """The professional needs no pair any more; nothing was agreed yet."""

    pairwork_id: UUID
    organisation: UUID
    on: date


@event("pairwork.cancelled", retention=CONTACT)
class PairWorkCancelled:
    """What was agreed does not take place."""

    pairwork_id: UUID
    organisation: UUID
    on: date
    reason: str = personal(of="pairwork_id")


@event("pairwork.not_held")
class PairWorkNotHeld:
    pairwork_id: UUID
    organisation: UUID
    why: Annotated[str, NotHeldReason]
    on: date


@event("pairwork.minutes_written", retention=CONTACT)
class MinutesWritten:
    """What one side gave to the meeting and what it brought; said again, the last counts."""

    pairwork_id: UUID
    organisation: UUID
    is_asker: bool  # whether it is the professional's side
    work_minutes: int
    travel_minutes: int
    brought: tuple[Annotated[str, PairWorkResult], ...]
    on: date
    text: str = personal(of="pairwork_id", default="")


@event("pairwork.held", public=True)
class PairWorkHeld:
    """It was held: for counting, whole and again whenever a side writes its minutes."""

    pairwork_id: UUID
    organisation: UUID  # whose worker came along
    theme: Annotated[str, Theme]
    profession: Annotated[str, Profession]
    municipality: str
    ngo_minutes: int  # work and travel
    municipal_minutes: int
    day: date


Reopening = OfferRefused | OfferWithdrawn | OfferLapsed  # another organisation may offer
PairWorkEvent = (
    PairWorkAsked
    | PairWorkOffered
    | MoveProposed
    | PairWorkAgreed
    | OfferRefused
    | OfferWithdrawn
    | OfferLapsed
    | PairWorkWithdrawn
    | PairWorkCancelled
    | PairWorkNotHeld
    | MinutesWritten
    | PairWorkHeld
)
