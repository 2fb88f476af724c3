"""What counting gives: rows that each count once, and the arithmetic on them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median as middle
from uuid import UUID

from services.reporting.indicators.timeline import ReferralTimeline


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


def median(values: Iterable[int | None], *, least: int = 1) -> float | None:
    """The middle value, between the two middle ones of an even number; None for too few."""
    present = [value for value in values if value is not None]
    return float(middle(present)) if len(present) >= least else None
