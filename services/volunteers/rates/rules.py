"""What may be paid free of tax, and how near somebody is to it. Amounts are cents."""

from dataclasses import dataclass
from enum import StrEnum

CENTS = 100
NEAR = 80  # per cent of the year's limit from which both sides are warned


@dataclass(frozen=True)
class TaxFree:
    """What may be paid free of tax in one year."""

    year: int
    kilometre: int  # cents
    per_diem: int  # euros
    part_day: int  # euros
    source: str


@dataclass(frozen=True)
class Limits:
    """What may be paid to one volunteer in one year."""

    kilometres: int  # cents
    per_diem_days: int


class Room(StrEnum):
    """How near somebody is to the year's limit; nothing is ever refused for it."""

    ENOUGH = "ENOUGH"
    NEAR = "NEAR"
    REACHED = "REACHED"


def room(cents: int, most: int) -> Room:
    """How near a sum is to what the year allows."""
    if cents >= most:
        return Room.REACHED
    return Room.NEAR if cents * 100 >= most * NEAR else Room.ENOUGH
