"""What counting gives: rows that each count once, and the arithmetic said of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median as middle
from uuid import UUID

from services.reporting.indicators.ways import Way


@dataclass(frozen=True)
class Counted:
    """One thing that counts, and how it can be divided."""

    who: UUID  # the same thing never counts twice in one period
    on: date
    way: Way
    class_: str = ""
    value: int | None = None  # days waited, or months kept

    @property
    def known_to(self) -> tuple[str, ...]:
        """The organisations that know of it anyway: who sent it, and last who provides."""
        return tuple(str(one) for one in (self.way.sender, self.way.provider) if one is not None)


def median(values: Iterable[int | None], *, least: int = 1) -> float | None:
    """The middle value, between the two middle ones of an even number; None for too few."""
    found = [value for value in values if value is not None]
    return float(middle(found)) if len(found) >= least else None
