"""How many can still come, and who of those waiting is next. Nothing here reads a clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self
from uuid import UUID


@dataclass(frozen=True)
class Party:
    """Those who come together, with one registration."""

    people: int
    day: date | None = None  # None: all times
    changes: int = 0  # how often the times had been changed when they last heard of it
    was_given: bool = False  # seats, after they waited; nobody has called them since
    number: int = 0  # how many had registered before them, those who have left among them

    def comes(self, day: date) -> bool:
        return self.day in (None, day)


Parties = Mapping[UUID, Party]  # in the order in which they came


@dataclass(frozen=True)
class Room:
    """Who has seats and who waits for some. Each time has as many seats as every other."""

    seats: int = 0  # 0: as many as come
    seated: Parties = field(default_factory=dict)
    waiting: Parties = field(default_factory=dict)
    left: Parties = field(default_factory=dict)

    @property
    def registered(self) -> int:
        """How many have ever registered, each party once."""
        return len(self.seated) + len(self.waiting) + len(self.left)

    def number(self, day: date) -> int:
        """How many people are to come on that day."""
        return sum(each.people for each in self.seated.values() if each.comes(day))

    def free(self, days: Iterable[date]) -> int | None:
        """How many more can come on each of those days; None where nobody counts."""
        if not self.seats:
            return None
        return max(0, min((self.seats - self.number(day) for day in days), default=0))

    def fits(self, party: Party, coming: Iterable[date]) -> bool:
        """Are there seats for all of them at all times to which they come?"""
        days = [day for day in coming if party.comes(day)]
        free = self.free(days)
        return bool(days) and (free is None or party.people <= free)

    def next(self, coming: tuple[date, ...]) -> tuple[UUID, ...]:
        """Who of those waiting gets seats now: in their order, each whose whole party fits."""
        room, given = self, list[UUID]()
        for registration_id, party in self.waiting.items():
            if room.fits(party, coming):
                room = room.seat(registration_id, party)
                given.append(registration_id)
        return tuple(given)

    def party(self, registration_id: UUID) -> Party | None:
        """Those who have seats or wait for some with it; None: nobody does."""
        return self.seated.get(registration_id) or self.waiting.get(registration_id)

    def place(self, registration_id: UUID) -> int:
        """Whose turn it is when among those waiting, from 1 on; 0: they do not wait."""
        order = list(self.waiting)
        return order.index(registration_id) + 1 if registration_id in self.waiting else 0

    def seat(self, registration_id: UUID, party: Party) -> Self:
        return replace(
            self,
            seated={**self.seated, registration_id: party},
            waiting=_without(self.waiting, registration_id),
        )

    def wait(self, registration_id: UUID, party: Party) -> Self:
        return replace(self, waiting={**self.waiting, registration_id: party})

    def change(self, registration_id: UUID, party: Party) -> Self:
        """The same party with something new about it, in its old place."""
        if registration_id in self.seated:
            return replace(self, seated={**self.seated, registration_id: party})
        return replace(self, waiting={**self.waiting, registration_id: party})

    def leave(self, registration_id: UUID) -> Self:
        party = self.party(registration_id)
        return replace(
            self,
            seated=_without(self.seated, registration_id),
            waiting=_without(self.waiting, registration_id),
            left={**self.left, registration_id: party} if party else self.left,
        )


def _without(parties: Parties, registration_id: UUID) -> Parties:
    return {key: each for key, each in parties.items() if key != registration_id}
