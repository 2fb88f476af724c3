"""One service at run time: its database and store, its consumers, how a command runs."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TypeVar

from sqlalchemy import Connection, MetaData, exists, select

from shared.consumer import Consumer
from shared.consumer.completeness import Completeness, completeness_of
from shared.consumer.followers import Followers
from shared.consumer.high_water_marks import SourceNeverSeen
from shared.consumer.source import OwnSource, Source
from shared.consumer.subscription import Projection, Reactions
from shared.consumer.tables import parked
from shared.database.engine import Database
from shared.kernel.clock import Clock
from shared.kernel.sealing import Sealing
from shared.store import Store
from shared.telemetry.commands import command
from shared.telemetry.metrics import Reading
from shared.work import Actor, Stale, Work

T = TypeVar("T")
Gauges = Callable[[], Iterable[Reading]]
TRIES = 3  # a command that lost a race is decided again on fresh state


class Service:
    """A service's app.py builds it; `listen` adds the consumers, before anything starts."""

    def __init__(
        self,
        name: str,
        *,
        database: Database,
        clock: Clock,
        sealing: Sealing,
        follow: Callable[..., Consumer] = Consumer,
    ) -> None:
        self.name, self.database, self.clock, self.sealing = name, database, clock, sealing
        self._follow = follow  # this process follows by itself, or watches one that does
        self.store = Store(name, database)
        self.followers = Followers(name, [])
        self.gauges: list[Gauges] = []  # that the composition root adds, such as room on a disk
        self._metadata: list[MetaData] = []
        database.service = name

    @cached_property
    def own(self) -> Source:
        return OwnSource(self.store)

    def keep(self, metadata: MetaData) -> None:
        """Add tables that belong to the service but to no projection."""
        self._metadata.append(metadata)

    @property
    def own_tables(self) -> list[MetaData]:
        """The tables of its projections, and its other own tables."""
        return list(dict.fromkeys(self._metadata))

    def listen(self, subscription: Projection | Reactions, *sources: Source) -> None:
        """Let a projection or the reactions follow sources, the service's own among them."""
        if isinstance(subscription, Projection):
            self._metadata.extend(subscription.all_metadata)
        for source in sources:
            consumer = self._follow(
                subscription, source, store=self.store, clock=self.clock, sealing=self.sealing
            )
            self.followers.add(consumer)

    def execute(self, act: Callable[[Work], T], actor: Actor) -> T:
        """Run a command in one transaction, and again on fresh state when it loses a race.

        A caller that names the version it saw gets `Stale` at once instead.
        """
        for _ in range(TRIES - 1):
            try:
                return self._try_once(act, actor)
            except Stale as stale:
                if stale.seen is not None:
                    raise
        return self._try_once(act, actor)

    @contextmanager
    def read_only(self, actor: Actor) -> Iterator[Work]:
        """A work only for reading: streams and tables as they are, without a lock."""
        with self.database.reading(actor.scope) as db:
            yield self._work(actor, db=db)

    def caught_up(self, *names: str, within: float = 1.0) -> bool:
        """Wait until the named projections have processed all of the service's own events."""
        head = self.store.head()
        consumers = [self.consumer(name, self.name) for name in names]
        self.followers.step_those(consumers)
        deadline = time.monotonic() + within
        while any(consumer.position() < head for consumer in consumers):
            if time.monotonic() > deadline:
                return False
            self.followers.moved.wait(0.01)
        return True

    def consumer(self, name: str, source: str | None = None) -> Consumer:
        """The consumer of that name that follows `source`; without it, the first of that name."""
        return next(
            consumer
            for consumer in self.followers.consumers
            if consumer.name == name and source in (None, consumer.source.service)
        )

    def completeness(self, name: str, db: Connection) -> list[Completeness]:
        """How far a projection has come with each of its sources."""
        return completeness_of([c for c in self.followers.consumers if c.name == name], db)

    def is_current(self) -> bool:
        """Has every consumer applied all that its source holds at this moment?"""
        consumers = self.followers.consumers
        try:
            head_of = {c.source.service: c.source.head() for c in _first_of_each_source(consumers)}
        except SourceNeverSeen:
            return False
        with self.database.reading() as db:
            is_anything_parked = db.execute(select(exists(parked))).scalar_one()
        return not is_anything_parked and all(
            c.has_read_to(head_of[c.source.service]) for c in consumers
        )

    def close(self) -> None:
        self.followers.stop()
        self.database.close()
        self.sealing.close()

    def _try_once(self, act: Callable[[Work], T], actor: Actor) -> T:
        with command(self.name), self._work(actor) as work:
            return act(work)

    def _work(self, actor: Actor, db: Connection | None = None) -> Work:
        return Work(self.store, actor=actor, clock=self.clock, sealing=self.sealing, db=db)


def _first_of_each_source(consumers: list[Consumer]) -> list[Consumer]:
    return list({consumer.source.service: consumer for consumer in consumers}.values())
