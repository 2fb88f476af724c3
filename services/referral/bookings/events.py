"""What has happened to a booked time of a reception.

All of it is private but what is counted. A family tells no more than how it may be called and
reached; that lies sealed under the booking's own id, and goes with it.
"""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from services.common.codes import BookedBy, BookingStatus, Theme
from services.common.retention import CONTACT
from shared.kernel.events import event, personal


@event("booking.made", retention=CONTACT)
class BookingMade:
    booking_id: UUID
    reception_id: UUID
    organisation: UUID
    worker: UUID  # id of a principal
    programme: str
    theme: Annotated[str, Theme]
    municipality: str  # of the place; empty: online
    starts_at: datetime
    minutes: int
    language: str  # of the reception
    booked_by: Annotated[str, BookedBy]
    booked_on: date
    notice_version: int  # of the privacy notice that could be read before
    code: str  # digest of the code with which the family comes back
    calling_name: str = personal(of="booking_id", default="")
    phone: str = personal(of="booking_id", default="")
    non_disclosure: bool = personal(of="booking_id", default=False)
    booker: UUID | None = None  # a professional of elsewhere who booked it for a family
    booker_home: UUID | None = None  # and their organisation


@event("booking.moved")
class BookingMoved:
    """Another time, and it may be another place or somebody else who meets them."""

    booking_id: UUID
    reception_id: UUID
    worker: UUID
    municipality: str
    starts_at: datetime
    minutes: int
    by_family: bool
    on: date


@event("booking.cancelled")
class BookingCancelled:
    booking_id: UUID
    by_family: bool
    on: date


@event("booking.settled")
class BookingSettled:
    """It was held, or nobody came."""

    booking_id: UUID
    status: Annotated[str, BookingStatus]
    on: date


@event("booking.counted", to=("reporting",))
class BookingCounted:
    """How the time stands now, for the figures: a theme, a place and days, and nobody."""

    booking_id: UUID
    organisation: UUID
    programme: str
    theme: Annotated[str, Theme]
    municipality: str  # of the place; empty: online
    booked_by: Annotated[str, BookedBy]
    booked_on: date
    day: date  # of the time
    status: Annotated[str, BookingStatus]
    on: date  # it stands so since
    booker_home: UUID | None = None  # the organisation of the professional who booked it


BookingEvent = BookingMade | BookingMoved | BookingCancelled | BookingSettled | BookingCounted
