"""Who may open what a non-disclosure order hides, and for how long it stands open to them.

Nobody but the named: each opening gives a reason, ends by itself, and is kept.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Self
from uuid import UUID

from shared.kernel.aggregate import Refused

LONGEST = 8  # hours, a working day: so long one opening lasts at most
USUAL = 1


@dataclass(frozen=True)
class Opening:
    """Somebody looks, for a reason, until a moment that comes by itself."""

    to: UUID
    reason: str
    on: date
    until: datetime


@dataclass(frozen=True)
class ContactAccess:
    """Who is named to open the contact details of one family, and to whom they stand open."""

    named: frozenset[UUID] = frozenset()
    openings: frozenset[tuple[UUID, datetime]] = frozenset()  # to whom, and until when

    def naming(self, *people: UUID) -> Self:
        return replace(self, named=self.named.union(people))

    def without(self, person: UUID) -> Self:
        """Who is named no more reads nothing more, whatever stood open to them."""
        openings = frozenset(each for each in self.openings if each[0] != person)
        return replace(self, named=self.named - {person}, openings=openings)

    def opened(self, to: UUID, until: datetime | None) -> Self:
        """Until None: an opening of before, which ended with its day."""
        if until is None:
            return self
        return replace(self, openings=self.openings | {(to, until)})

    def open_until(self, person: UUID, *, at: datetime) -> datetime | None:
        """The moment at which it closes to them; None: it is closed."""
        ends = [until for who, until in self.openings if who == person and until > at]
        return max(ends, default=None) if person in self.named else None

    def check_named(self, person: UUID) -> None:
        if person not in self.named:
            raise Refused(
                "Only people named for this family open its contact details.", code="not-named"
            )


NOBODY = ContactAccess()


def opening(to: UUID, *, reason: str, hours: int, now: datetime, on: date) -> Opening:
    return Opening(to, reason.strip(), on, now + timedelta(hours=hours))
