"""From a source to an effect, once: a batch and its checkpoint are one transaction.

A position already passed is skipped, a message that does not follow on is a gap and nothing is
applied. Errors that time will mend (database, network, a lost race) rise and the batch is tried
again; errors that it will not are parked, with their stream behind them.
"""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection
from sqlalchemy.exc import InterfaceError, OperationalError

from shared.clock import Clock
from shared.consumer import checkpoint as marks, parking
from shared.consumer.checkpoint import Gap, Road
from shared.database import Database
from shared.events import decode
from shared.sealing import Sealing
from shared.source import Source
from shared.store import Recorded, Store
from shared.subscription import Projection, Reactions
from shared.work import Actor, Cause, Stale, Work

TRANSIENT = (OperationalError, InterfaceError, ConnectionError, TimeoutError, Stale, Gap)
MOST_IN_A_ROW = 10  # waiting ones never count
Apply = Callable[[Connection, Recorded], Exception | None]


class Stopped(Exception):
    """Too many events in a row could not be applied; a person must look first."""


class Consumer:
    """One projection, or one service's reactions, on the roads of one source."""

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
        self._passed: dict[int, int] = {}  # position by partition, as this process last saw it
        self._exhausted = -1  # the source's head when nothing more was left to read
        self._may_wait = True  # is anything waiting? Unknown until looked at

    @property
    def name(self) -> str:
        return self.subscription.name

    @property
    def database(self) -> Database:
        return self.store.database

    def step(self) -> int:
        """Take one batch from each road; how many messages were passed."""
        head = self.source.head()
        if head == self._exhausted:
            return 0
        passed = sum(self.take(partition) for partition in self.source.partitions)
        if not passed:
            self._exhausted = head
        return passed

    def take(self, partition: int) -> int:
        """Take one batch from one road."""
        road = self.road(partition)
        messages = self.source.read(partition, self._position(road), self.limit)
        if not messages:
            return 0
        try:
            return self._pass(road, messages, self._apply)
        except TRANSIENT:
            self._passed.pop(partition, None)
            raise
        except Exception:
            return self._pass(road, messages, self._apply_or_park)

    def retry_waiting(self) -> int:
        """Try again what waits for something that may have arrived; how many were applied."""
        if not self._may_wait:
            return 0
        done, left = 0, False
        for partition in self.source.partitions:
            with self.database.reading() as db:
                streams = parking.waiting(db, self.road(partition))
            done += sum(self.replay(partition, stream) for stream in streams)
            left = left or bool(streams)
        self._may_wait = left
        return done

    def replay(self, partition: int, stream: str) -> int:
        """Apply what is parked of a stream, in order, until one fails again."""
        road, done = self.road(partition), 0
        with self.database.writing() as db:
            for row in parking.of_stream(db, road, stream):
                message = self.source.at(partition, row.position)
                if why := self._apply_or_park(db, message):
                    parking.mark(db, road, row.position, why)
                    break
                parking.unpark(db, road, row.position)
                done += 1
        return done

    def position(self) -> int:
        """How far it has come on its slowest road."""
        return min(self._position(self.road(p)) for p in self.source.partitions)

    def road(self, partition: int) -> Road:
        return Road(self.name, self.source.service, partition)

    def _position(self, road: Road) -> int:
        if road.partition not in self._passed:
            with self.database.reading() as db:
                mark = marks.read(db, road)
            self._passed[road.partition] = mark.position if mark else 0
        return self._passed[road.partition]

    def _pass(self, road: Road, messages: Sequence[Recorded], apply: Apply) -> int:
        now, in_a_row = self.clock.now(), 0
        with self.database.writing() as db:
            mark = start = marks.locked(db, road, self.source.epoch, now)
            held = parking.streams(db, road)
            for message in messages:
                if mark.knows(message) or in_a_row == MOST_IN_A_ROW:
                    continue
                mark = mark.past(message)
                if not self.subscription.handles(message.name):
                    continue
                if message.stream in held:
                    parking.queue_behind(db, road, message, now)
                elif why := apply(db, message):
                    parking.park(db, road, message, why, now)
                    held.add(message.stream)
                    self._may_wait = True
                    in_a_row += parking.state_of(why) == parking.PARKED
                else:
                    in_a_row = 0
            marks.save(db, road, mark, now)
        self._passed[road.partition] = mark.position
        if in_a_row == MOST_IN_A_ROW:
            raise Stopped(f"{self.name} parked {in_a_row} events of {road.source} in a row.")
        return mark.passed - start.passed

    def _apply(self, db: Connection, message: Recorded) -> None:
        """Apply one message; what it raises rolls the whole batch back."""
        reacting = isinstance(self.subscription, Reactions)
        opener = self.sealing if reacting else None
        event = decode(message.name, message.schema_version, message.data, opener)
        if not reacting:
            self.subscription.call(db, event, message)
            return
        with self._work(db, message) as work:
            self.subscription.call(work, event, message)

    def _apply_or_park(self, db: Connection, message: Recorded) -> Exception | None:
        """Apply one message on its own; why it could not be, for parking it."""
        try:
            with db.begin_nested():
                self._apply(db, message)
        except TRANSIENT:
            raise
        except Exception as why:
            return why
        return None

    def _work(self, db: Connection, message: Recorded) -> Work:
        cause = Cause(message.id, message.metadata["correlation"])
        actor = Actor(f"{self.store.service}.{self.name}")
        return Work(
            self.store, actor=actor, clock=self.clock, sealing=self.sealing, db=db, cause=cause
        )
