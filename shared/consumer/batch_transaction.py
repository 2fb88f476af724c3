"""One transaction's way along one road: what it applies, what it parks, where it ends."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection

from shared.consumer import checkpoint as checkpoints, parking
from shared.consumer.checkpoint import ConsumerPartition
from shared.consumer.source import Source
from shared.store import Recorded

MOST_IN_A_ROW = 10  # waiting ones never count
Apply = Callable[[Connection, Recorded], Exception | None]


class Stopped(Exception):
    """A person must look first: too much in a row could not be applied, or nothing may be."""


class BatchTransaction:
    """Begins by locking the road's checkpoint; nothing counts until `save` and the commit."""

    def __init__(
        self,
        db: Connection,
        partition: ConsumerPartition,
        source: Source,
        *,
        now: datetime,
        in_a_row: int,
    ) -> None:
        self.db, self.partition, self.now, self.in_a_row = db, partition, now, in_a_row
        self.checkpoint = self._start = checkpoints.locked(db, partition, source.epoch, now)
        if self.checkpoint.epoch != source.epoch:
            raise Stopped(
                f"The store of {partition.source} was restored; rebuild {partition.consumer}."
            )
        self._held = parking.streams(db, partition)

    @property
    def processed(self) -> int:
        """Messages passed in this transaction."""
        return self.checkpoint.processed - self._start.processed

    @property
    def has_failed_too_often(self) -> bool:
        return self.in_a_row >= MOST_IN_A_ROW

    def take(self, message: Recorded, apply: Apply | None) -> None:
        """Pass one message, a repeat by skipping it; None for one that nobody handles."""
        if self.checkpoint.knows(message):
            return
        self.checkpoint = self.checkpoint.past(message)
        if apply is None:
            return
        if message.stream in self._held:
            parking.queue_behind(self.db, self.partition, message, self.now)
        elif why := apply(self.db, message):
            parking.park(self.db, self.partition, message, why, self.now)
            self._held.add(message.stream)
            self.in_a_row += parking.state_of(why) == parking.PARKED
        else:
            self.in_a_row = 0

    def save(self) -> None:
        checkpoints.save(self.db, self.partition, self.checkpoint, self.now)
