"""One transaction over one batch of a partition: what it applies, what it parks, where it ends."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection

from shared.consumer import checkpoint as checkpoints, parking
from shared.consumer.checkpoint import ConsumerPartition
from shared.consumer.reacting import note
from shared.consumer.source import Source
from shared.consumer.stopping import WentBack
from shared.store import Recorded

MOST_IN_A_ROW = 10  # waiting ones never count
Apply = Callable[[Connection, Recorded], Exception | None]


class BatchTransaction:
    """Begins by locking the partition's checkpoint; nothing counts until `save` and the commit."""

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
            raise WentBack(partition.source, partition.consumer)
        self._blocked_streams = parking.streams(db, partition)
        self._handled: list[Recorded] = []

    @property
    def processed(self) -> int:
        """Messages processed in this transaction."""
        return self.checkpoint.processed - self._start.processed

    @property
    def leaves_parked(self) -> bool:
        """Whether any stream of the partition has events that were not applied."""
        return bool(self._blocked_streams)

    @property
    def has_failed_too_often(self) -> bool:
        return self.in_a_row >= MOST_IN_A_ROW

    def take(self, message: Recorded, apply: Apply | None) -> None:
        """Process one message, and skip a repeat; `apply` is None when nobody handles it."""
        if not self.checkpoint.is_in_history_of(message):
            raise WentBack(self.partition.source, self.partition.consumer)
        if self.checkpoint.has_processed(message):
            return
        self.checkpoint = self.checkpoint.after(message)
        if apply is None:
            return
        self._handled.append(message)
        if message.stream in self._blocked_streams:
            parking.queue_behind(self.db, self.partition, message, self.now)
        elif why := apply(self.db, message):
            parking.park(self.db, self.partition, message, why, self.now)
            self._blocked_streams.add(message.stream)
            self.in_a_row += parking.state_of(why) == parking.PARKED
        else:
            self.in_a_row = 0

    def save(self, *, reacting: bool = False) -> None:
        """Keep how far it came; of reactions also what they have answered."""
        if reacting:
            note(self.db, self.partition, self._handled)
        checkpoints.save(self.db, self.partition, self.checkpoint, self.now)
