"""What has happened to the seats of an open event.

All of it is private, and none of it is personal: whoever registers is an id here. What they wrote
lies in the history of their registration.
"""

from datetime import date, datetime
from uuid import UUID

from shared.kernel.events import event


@event("event_seats.offered")
class SeatsOffered:
    """On what terms people register; said again when something of it changes."""

    happening_id: UUID
    organisation: UUID
    seats: int  # at each of its times; 0: as many as come
    until: datetime | None  # None: until it begins
    drop_in: bool  # whoever has not registered may come, too
    on: date


@event("event_seats.taken")
class SeatsTaken:
    happening_id: UUID
    registration_id: UUID
    people: int
    day: date | None  # None: all of its times
    changes: int  # how often those times had been changed by then
    on: date


@event("event_seats.awaited")
class SeatsAwaited:
    """So many seats were not free: they wait for some, in the order in which they came."""

    happening_id: UUID
    registration_id: UUID
    people: int
    day: date | None
    changes: int
    on: date


@event("event_seats.given")
class SeatsGiven:
    """Whoever waited has the seats that others gave up, or that were added."""

    happening_id: UUID
    organisation: UUID
    registration_id: UUID
    on: date


@event("event_seats.resized")
class PartyResized:
    """They are more or fewer than they said before."""

    happening_id: UUID
    registration_id: UUID
    people: int
    on: date


@event("event_seats.left")
class SeatsLeft:
    happening_id: UUID
    registration_id: UUID
    by_host: bool
    on: date


@event("event_seats.called")
class RegistrantCalled:
    """The host has told them by phone how it stands now."""

    happening_id: UUID
    registration_id: UUID
    changes: int
    on: date


EventSeatsEvent = (
    SeatsOffered
    | SeatsTaken
    | SeatsAwaited
    | SeatsGiven
    | PartyResized
    | SeatsLeft
    | RegistrantCalled
)
