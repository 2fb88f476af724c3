"""What an organisation has declared of one programme, and what it means on a day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from services.common.codes import CapacityPeriod

NAMESPACE = UUID("5d0e6a52-6f0b-4c1c-9d0a-6f4d7a1f2b90")  # of the ids below


@dataclass(frozen=True, kw_only=True)
class Declared:
    """Places and closing of one organisation and programme."""

    places: int | None = None  # families; None: not declared
    period: str = CapacityPeriod.AT_A_TIME
    closed: str = ""  # why; empty: open
    closed_from: date | None = None
    closed_until: date | None = None  # the last day; None: until it opens again

    def closed_on(self, day: date) -> str:
        """Why it takes nobody on that day; empty where it does."""
        has_begun = self.closed_from is not None and self.closed_from <= day
        is_over = self.closed_until is not None and self.closed_until < day
        return self.closed if has_begun and not is_over else ""


NOTHING = Declared()


def opening_of(organisation: UUID, programme: str) -> UUID:
    """The id under which it is kept: there is one for each organisation and programme."""
    return uuid5(NAMESPACE, f"{organisation}:{programme}")
