"""What an organisation says of its own room: numbers, codes and days, nobody's family."""

from datetime import date
from typing import Annotated
from uuid import UUID

from services.common.codes import CapacityPeriod, ClosingReason
from shared.kernel.events import event


@event("capacity.declared")
class CapacityDeclared:
    opening_id: UUID
    organisation: UUID
    programme: str
    places: int  # families
    period: Annotated[str, CapacityPeriod]
    on: date


@event("capacity.closed")
class CapacityClosed:
    """No new families of this programme, from that day."""

    opening_id: UUID
    organisation: UUID
    programme: str
    reason: Annotated[str, ClosingReason]
    on: date
    until: date | None  # the last day; None: until it opens again


@event("capacity.opened")
class CapacityOpened:
    opening_id: UUID
    organisation: UUID
    programme: str
    on: date


OpeningEvent = CapacityDeclared | CapacityClosed | CapacityOpened
