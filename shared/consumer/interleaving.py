"""Several sources read as one history, in the order in which their events were numbered.

Followers take each source as it comes. A consumer that begins at position 0 much later would
otherwise see all years of one service before the first day of another.
"""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from shared.consumer import checkpoint as checkpoints
from shared.consumer.batch_transaction import Apply, BatchTransaction
from shared.consumer.checkpoint import Checkpoint, ConsumerPartition
from shared.consumer.consumer import Consumer
from shared.consumer.stopping import Stopped
from shared.consumer.troubles import is_transient
from shared.database.scope import EVERYTHING
from shared.database.upsert import collapsing
from shared.store import Recorded

PAGE = (
    2000  # messages of each partition at a time: many change the same rows, which are written once
)


@dataclass(frozen=True)
class PartitionBatch:
    """One partition of one of the consumers, and the messages read from it."""

    consumer: Consumer
    partition: int
    messages: Sequence[Recorded]

    @property
    def last(self) -> datetime:
        return self.messages[-1].numbered_at


@dataclass
class Interleaving:
    """The consumers of one projection, stepped together."""

    consumers: Sequence[Consumer]
    processed: int = 0
    _at: dict[tuple[str, int], int] = field(default_factory=dict)

    def advance(self) -> int:
        """Take the next events of all sources in one transaction; the number processed."""
        batches = [batch for consumer in self.consumers for batch in self._batches(consumer)]
        full = [batch.last for batch in batches if len(batch.messages) == PAGE]
        horizon = min(full) if full else None  # after it, a full batch may lack an earlier event
        next_messages = [
            (message.numbered_at, place, message)
            for place, batch in enumerate(batches)
            for message in batch.messages
            if horizon is None or message.numbered_at <= horizon
        ]
        next_messages.sort(key=lambda entry: (entry[0], entry[1], entry[2].position))
        order = [(place, message) for _, place, message in next_messages]
        processed = self._take(batches, order) if order else 0
        self.processed += processed
        return processed + sum(c.retry_waiting(at_once=True) for c in self.consumers)

    def reach(self, goal: Mapping[ConsumerPartition, int]) -> bool:
        """Go on until all these positions are reached; False when they cannot be."""
        while any(self._at.get((p.source, p.partition), 0) < goal[p] for p in goal):
            if not self.advance():
                return False
        return True

    def high_water_marks(self) -> dict[ConsumerPartition, int]:
        """How far every partition goes at this moment."""
        return {
            consumer.partition(partition): last
            for consumer in self.consumers
            for partition, last in consumer.source.high_water_marks().partitions.items()
        }

    def hold(self, db: Connection) -> dict[ConsumerPartition, Checkpoint]:
        """The checkpoints of all partitions in `db`, locked; missing ones are made."""
        return {
            consumer.partition(partition): checkpoints.locked(
                db,
                consumer.partition(partition),
                consumer.source.epoch,
                consumer.clock.now(),
            )
            for consumer in self.consumers
            for partition in consumer.source.partitions
        }

    def reached(self, held: Mapping[ConsumerPartition, Checkpoint]) -> dict[ConsumerPartition, int]:
        """Their positions, but for sources that were restored since."""
        epochs = {consumer.source.service: consumer.source.epoch for consumer in self.consumers}
        return {p: held[p].position for p in held if held[p].epoch == epochs[p.source]}

    def _batches(self, consumer: Consumer) -> list[PartitionBatch]:
        source = consumer.source
        pages = (
            (partition, source.read(partition, self._at.get((source.service, partition), 0), PAGE))
            for partition in source.partitions
        )
        return [PartitionBatch(consumer, partition, page) for partition, page in pages if page]

    def _take(
        self, batches: Sequence[PartitionBatch], order: Sequence[tuple[int, Recorded]]
    ) -> int:
        try:
            return self._process(batches, order, parking=False)
        except Exception as trouble:
            if is_transient(trouble) or isinstance(trouble, Stopped):
                raise
            return self._process(batches, order, parking=True)

    def _process(
        self,
        batches: Sequence[PartitionBatch],
        order: Sequence[tuple[int, Recorded]],
        *,
        parking: bool,
    ) -> int:
        with batches[0].consumer.database.writing(EVERYTHING) as db:
            transactions = [_transaction(db, batch) for batch in batches]
            with nullcontext() if parking else collapsing(db):
                for place, message in order:
                    consumer = batches[place].consumer
                    apply: Apply = consumer.apply_or_park if parking else consumer.apply
                    consumer.advance(transactions[place], message, apply)
            for transaction in transactions:
                transaction.save()
        for transaction in transactions:
            self._at[transaction.partition.source, transaction.partition.partition] = (
                transaction.checkpoint.position
            )
        return sum(transaction.processed for transaction in transactions)


def _transaction(db: Connection, batch: PartitionBatch) -> BatchTransaction:
    consumer = batch.consumer
    partition, now = consumer.partition(batch.partition), consumer.clock.now()
    return BatchTransaction(db, partition, consumer.source, now=now, in_a_row=0)
