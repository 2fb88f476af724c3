"""What is left of what was declared and agreed, and when a wait may be told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from uuid import UUID

from services.referral.openings.rules import NOTHING, Declared
from services.referral.routes.rules import NO_FAMILIES, FamilyCount

LEAST_WAITS = 5  # of fewer families a wait would tell of one of them
A_YEAR = timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class Room:
    """One organisation and one programme on one day. None: not known, or not to be told."""

    id: UUID  # of the opening
    organisation: UUID
    programme: str
    declared: Declared = NOTHING
    families: FamilyCount = NO_FAMILIES
    free_people: int | None = None  # None: the programme matches nobody
    wait_days: int | None = None  # the median from referral to support, of the last year
    waits: int = 0  # how many families it is of

    @property
    def places_left(self) -> int | None:
        """None: no places declared."""
        places = self.declared.places
        return None if places is None else max(places - self.families.against(self.declared), 0)


def median_wait(days: Iterable[int]) -> tuple[int | None, int]:
    """The median in whole days and of how many; no median of fewer than five."""
    waits = sorted(days)
    if len(waits) < LEAST_WAITS:
        return None, len(waits)
    return round(median(waits)), len(waits)
