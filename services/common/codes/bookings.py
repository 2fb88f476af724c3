"""Codes of booked times of a reception."""

from enum import StrEnum


class BookingStatus(StrEnum):
    """How a booked time stands."""

    BOOKED = "BOOKED"
    CANCELLED = "CANCELLED"
    HELD = "HELD"
    MISSED = "MISSED"  # nobody came


class BookedBy(StrEnum):
    """Who has booked a time for a family."""

    FAMILY = "FAMILY"
    PROFESSIONAL = "PROFESSIONAL"  # of a municipality, with the family's consent
    WORKER = "WORKER"  # of the organisation, such as on the phone
