"""From a source to an effect, once: a batch and its checkpoint are one transaction.

A position that was processed already is skipped. A message that does not follow the last one is a
gap, and nothing is applied. Transient errors (database, network, a lost race) rise and the batch
is tried again; an event with any other error is parked, and its stream waits behind it.
"""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import Connection

from shared.consumer import checkpoint as checkpoints, parking
from shared.consumer.batch_transaction import Apply, BatchTransaction
from shared.consumer.checkpoint import ConsumerPartition
from shared.consumer.reading import Reading
from shared.consumer.source import Source
from shared.consumer.stopping import Stopped, WentBack
from shared.consumer.subscription import Projection, Reactions
from shared.consumer.tracing import batch, traced
from shared.consumer.troubles import is_transient
from shared.consumer.verifying import verify
from shared.database.engine import Database
from shared.database.scope import EVERYTHING
from shared.database.upsert import collapsing
from shared.kernel.aggregate import NotYet
from shared.kernel.clock import Clock
from shared.kernel.events import decode, decode_received
from shared.kernel.request_ids import during
from shared.kernel.sealing import Sealing
from shared.store import HighWaterMarks, Recorded, Store
from shared.telemetry.logs import places_of
from shared.work import Actor, Cause, Work

log = structlog.get_logger(__name__)


class Consumer:
    """One projection, or one service's reactions, on the partitions of one source."""

    runs_here = True  # in this process; False where another one runs it

    def __init__(
        self,
        subscription: Projection | Reactions,
        source: Source,
        *,
        store: Store,
        clock: Clock,
        sealing: Sealing,
        limit: int = 200,
    ) -> None:
        self.subscription, self.source, self.store = subscription, source, store
        self.clock, self.sealing, self.limit = clock, sealing, limit
        self._in_a_row: dict[int, int] = {}  # parked by partition since one was applied
        self._read_all = False  # whether the last batch had all that its partition held
        self._may_wait = True  # is anything waiting? Unknown until it is read
        self._last_contact_at: datetime | None = None
        self.reading = Reading()

    @property
    def name(self) -> str:
        return self.subscription.name

    @property
    def key(self) -> str:
        """Its name and its source's; together they are unique."""
        return f"{self.name}<{self.source.service}"

    @property
    def database(self) -> Database:
        return self.store.database

    @property
    def last_contact_at(self) -> datetime | None:
        """When the source last answered; None for never."""
        return self._last_contact_at

    def last_known_marks(
        self, recorded: Mapping[str, tuple[HighWaterMarks, datetime]]
    ) -> tuple[HighWaterMarks, datetime] | None:
        """How far its source has come, and when it said so; None when it never did.

        `recorded` is what other processes have written of all sources; this one asks its own.
        """
        return self.source.high_water_marks(), self.clock.now()

    def step(self, head: int | None = None) -> int:
        """Take one batch from each partition; the number of messages processed.

        `head` is what its source has just answered, for a caller that steps several consumers.
        """
        head = self.source.head() if head is None else head
        is_fresh = self.reading.is_fresh(head)
        self.met(head)
        if not is_fresh:
            self.verify()
        if head == self.reading.exhausted:
            return 0
        processed, is_behind, trouble = 0, False, None
        for partition in self.source.partitions:
            try:
                count = self._take(partition)
            except Exception as why:
                if isinstance(why, Stopped):
                    raise
                trouble, count = why, 0  # no other partition waits for this one
                self._read_all = False
                self.distrust()
            processed += count or 0
            is_behind |= count is not None and not self._read_all
        if trouble and not processed:
            raise trouble
        if not is_behind:
            self.reading.exhausted = head
        return processed

    def met(self, head: int) -> None:
        """Its source has answered."""
        self._last_contact_at = self.clock.now()
        self.reading.meet(head)

    def verify(self) -> None:
        """Raise `WentBack` when its source no longer holds what was processed.

        Where the checkpoint was put back, it reads on from there.
        """
        try:
            self.reading.verified(verify(self.name, self.source, self.database))
        except WentBack:
            self.reading.forget()
            raise

    def distrust(self) -> None:
        """Ask at the next contact whether the source still holds what was processed."""
        self.reading.distrust()

    def has_read_to(self, head: int) -> bool:
        """Was there nothing more to read when its source was at this position?"""
        return self.reading.exhausted == head

    def retry_waiting(self, *, at_once: bool = False) -> int:
        """Try waiting events again, since what they need may have come; the number applied."""
        if not (at_once or self._may_wait):
            return 0
        with self.database.reading() as db:
            waiting = parking.waiting(db, self.name, self.source.service)
        done = sum(self.replay(partition, stream) for partition, stream in waiting)
        self._may_wait = bool(waiting)
        return done

    def expect_waiting(self) -> None:
        """Some events wait here; another process may have left them so."""
        self._may_wait = True

    def replay(self, partition: int, stream: str) -> int:
        """Apply the parked events of a stream, in order, until one fails again."""
        own, done = self.partition(partition), 0
        with self.database.writing(EVERYTHING) as db:
            # Locked, so that nobody queues meanwhile.
            checkpoints.locked(db, own, self.source.epoch, self.clock.now())
            for row in parking.of_stream(db, own, stream):
                message = self.source.at(partition, row.position)
                if message.id != row.event_id:
                    raise WentBack(own.source, own.consumer)
                if why := self._traced(self.apply_or_park, own)(db, message):
                    parking.update_reason(db, own, row, why)
                    self._may_wait = True
                    break
                parking.unpark(db, own, row.position)
                done += 1
        return done

    @property
    def may_wait(self) -> bool:
        """Whether events may wait here for what other sources bring."""
        return self._may_wait

    def position(self) -> int:
        """How far it has come in its slowest partition, whichever process did the work."""
        with self.database.reading() as db:
            own = checkpoints.of_consumer(db, self.name, self.source.service)
        return min(own[p].position if p in own else 0 for p in self.source.partitions)

    def following_into(self, store: Store) -> "Consumer":
        """The same subscription and source, with effects and checkpoints in another store."""
        return Consumer(
            self.subscription, self.source, store=store, clock=self.clock, sealing=self.sealing
        )

    def partition(self, partition: int) -> ConsumerPartition:
        return ConsumerPartition(self.name, self.source.service, partition)

    def advance(self, transaction: BatchTransaction, message: Recorded, apply: Apply) -> None:
        """Process one message; one without a handler is not even decoded."""
        transaction.take(message, apply if self.subscription.handles(message.name) else None)

    def apply(self, db: Connection, message: Recorded) -> None:
        """Apply one message; an error rolls the whole batch back."""
        projection = self.subscription if isinstance(self.subscription, Projection) else None
        opener = None if projection else self.sealing
        is_own = self.source.service == self.store.service
        read = decode if is_own else decode_received
        event = read(message.name, message.schema_version, message.data, opener)
        if projection:
            projection.call(projection.target(db, self.sealing), event, message)
            return
        with during(message.metadata["correlation"]), self._work(db, message) as work:
            self.subscription.call(work, event, message)
            log.info("reacted", **self._labels(message))

    def apply_or_park(self, db: Connection, message: Recorded) -> Exception | None:
        """Apply one message on its own; the error, if it has to be parked."""
        try:
            with db.begin_nested():
                self.apply(db, message)
        except Exception as why:
            if is_transient(why):
                raise
            if not isinstance(why, NotYet):  # which is tried again and again
                with during(message.metadata.get("correlation", "")):
                    log.warning("consumer.parked", **self._labels(message), **places_of(why))
            return why
        return None

    def _labels(self, message: Recorded) -> dict[str, Any]:
        """What a log line says of a message."""
        of = {"service": self.store.service, "consumer": self.name, "source": self.source.service}
        return of | {"name": message.name, "position": message.position}

    def _take(self, partition: int) -> int | None:
        """Take one batch; None when there was nothing more to read."""
        at = self.reading.at
        if partition not in at:
            at[partition] = self._resume(partition)
        read = self.source.read(partition, at[partition], self.limit)
        messages = self.subscription.taken_together(read)
        if not messages:
            return None
        self._read_all = not self.source.waits and len(messages) == len(read) < self.limit
        try:
            return self._process(partition, messages, parking=False)
        except Exception as trouble:
            at.pop(partition)  # a gap may be ours: another process, a restored database
            if is_transient(trouble) or isinstance(trouble, Stopped):
                raise
            return self._process(partition, messages, parking=True)

    def _process(self, partition: int, messages: Sequence[Recorded], *, parking: bool) -> int:
        own, in_a_row = self.partition(partition), self._in_a_row.get(partition, 0)
        apply = self._traced(self.apply_or_park if parking else self.apply, own)
        with batch(self.store.service, own, len(messages)), self.database.writing(EVERYTHING) as db:
            transaction = BatchTransaction(
                db, own, self.source, now=self.clock.now(), in_a_row=in_a_row
            )
            with nullcontext() if parking else collapsing(db):
                for message in messages:
                    if not transaction.has_failed_too_often:
                        self.advance(transaction, message, apply)
            transaction.save(reacting=isinstance(self.subscription, Reactions))
        self.reading.at[partition] = transaction.checkpoint.position
        self._in_a_row[partition] = transaction.in_a_row
        self._may_wait = self._may_wait or transaction.leaves_parked
        if transaction.has_failed_too_often:
            self._in_a_row[partition] = 0  # a person who starts it again has looked
            raise Stopped(f"{self.name} parked {transaction.in_a_row} of {own.source} in a row.")
        return transaction.processed

    def _resume(self, partition: int) -> int:
        with self.database.reading() as db:
            checkpoint = checkpoints.read(db, self.partition(partition))
        self.source.resume(partition, checkpoint.bookmark if checkpoint else None)
        return checkpoint.position if checkpoint else 0

    def _traced(self, apply: Apply, own: ConsumerPartition) -> Apply:
        verb = "react" if isinstance(self.subscription, Reactions) else "project"
        return traced(apply, verb, self.store.service, own)

    def _work(self, db: Connection, message: Recorded) -> Work:
        cause = Cause(message.id, message.metadata["correlation"])
        actor = Actor(f"{self.store.service}.{self.name}", over_all=True)
        return Work(
            self.store, actor=actor, clock=self.clock, sealing=self.sealing, db=db, cause=cause
        )
