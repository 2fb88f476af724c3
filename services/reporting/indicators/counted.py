"""What counting gives: rows that each count once, and the arithmetic on them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median as middle
from uuid import UUID

from services.reporting.indicators.ways import ReferralTimeline

LEAST_FOR_PERCENT = 5


class Kind(StrEnum):
    """What a row is, and so what months have to do with each other."""

    FLOW = "flow"  # something that happened on a day: months add up
    STOCK = "stock"  # how things stood at the end of the last day
    PEOPLE = "people"  # somebody seen in the period, once however often


@dataclass(frozen=True)
class Counted:
    """One thing that counts, and how it can be divided."""

    who: UUID  # the same thing never counts twice in one period
    on: date
    timeline: ReferralTimeline
    class_: str = ""
    value: int | None = None  # days waited, or months kept

    @property
    def known_to(self) -> tuple[str, ...]:
        """The organisations that know of it anyway: who sent it, and last who provides."""
        return tuple(
            str(organisation)
            for organisation in (self.timeline.sender, self.timeline.provider)
            if organisation is not None
        )


def percent(part: int, whole: int, *, least: int = LEAST_FOR_PERCENT) -> int | None:
    """100 * part / whole, rounded half up to an integer; None where the whole is too small."""
    if whole < max(least, 1):
        return None
    return (200 * part + whole) // (2 * whole)


def median(values: Iterable[int | None], *, least: int = 1) -> float | None:
    """The middle value, between the two middle ones of an even number; None for too few."""
    present = [value for value in values if value is not None]
    return float(middle(present)) if len(present) >= least else None
