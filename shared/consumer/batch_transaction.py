"""One transaction's way along one road: what it applies, what it parks, where it ends."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection

from shared.consumer import checkpoint as marks, parking
from shared.consumer.checkpoint import Road
from shared.consumer.source import Source
from shared.store import Recorded

MOST_IN_A_ROW = 10  # waiting ones never count
Apply = Callable[[Connection, Recorded], Exception | None]


class Stopped(Exception):
    """A person must look first: too much in a row could not be applied, or nothing may be."""


class Passing:
    """Begins by locking the road's checkpoint; nothing counts until `save` and the commit."""

    def __init__(
        self, db: Connection, road: Road, source: Source, *, now: datetime, in_a_row: int
    ) -> None:
        self.db, self.road, self.now, self.in_a_row = db, road, now, in_a_row
        self.mark = self._start = marks.locked(db, road, source.epoch, now)
        if self.mark.epoch != source.epoch:
            raise Stopped(f"The store of {road.source} was restored; rebuild {road.consumer}.")
        self._held = parking.streams(db, road)

    @property
    def passed(self) -> int:
        """Messages passed in this transaction."""
        return self.mark.passed - self._start.passed

    @property
    def has_failed_too_often(self) -> bool:
        return self.in_a_row >= MOST_IN_A_ROW

    def take(self, message: Recorded, apply: Apply | None) -> None:
        """Pass one message, a repeat by skipping it; None for one that nobody handles."""
        if self.mark.knows(message):
            return
        self.mark = self.mark.past(message)
        if apply is None:
            return
        if message.stream in self._held:
            parking.queue_behind(self.db, self.road, message, self.now)
        elif why := apply(self.db, message):
            parking.park(self.db, self.road, message, why, self.now)
            self._held.add(message.stream)
            self.in_a_row += parking.state_of(why) == parking.PARKED
        else:
            self.in_a_row = 0

    def save(self) -> None:
        marks.save(self.db, self.road, self.mark, self.now)
