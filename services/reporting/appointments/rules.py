"""How many appointments families kept of those that their support persons reminded them of."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from services.common.codes import EntryStatus
from services.reporting.indicators.months import Period

LEAST_FOR_SHARES = 10  # of those that were kept or missed; below it a share tells of single people


@dataclass(frozen=True)
class DatedAppointment:
    """One appointment of a family: its day, and what came of it."""

    held_on: date
    status: EntryStatus
    programme: str | None = None
    municipality: str | None = None  # None: withheld


@dataclass(frozen=True)
class Kept:
    """What came of the appointments of a period, as support persons say."""

    kept: int = 0
    missed: int = 0
    not_said: int = 0  # its day has come, and nobody has said what came of it

    @classmethod
    def of(cls, appointments: Iterable[DatedAppointment], period: Period, today: date) -> Self:
        """Those whose day lies in the period and is not ahead."""
        until = min(period.ends_on, today)
        counts = Counter(
            each.status for each in appointments if period.starts_on <= each.held_on <= until
        )
        return cls(
            counts[EntryStatus.DONE], counts[EntryStatus.MISSED], counts[EntryStatus.PLANNED]
        )

    @property
    def share(self) -> int | None:
        """Per cent kept of those kept or missed, half up; None where they are too few."""
        settled = self.kept + self.missed
        if settled < LEAST_FOR_SHARES:
            return None
        return (200 * self.kept + settled) // (2 * settled)

    @property
    def is_empty(self) -> bool:
        return self == NOTHING_KEPT


NOTHING_KEPT = Kept()
