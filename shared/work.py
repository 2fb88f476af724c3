"""One transaction of one service: history read, a decision taken, its events written.

Events are kept until the end and written together. On PostgreSQL a command that only appends
costs a single statement without BEGIN and COMMIT; the first claim, or the first use of `db`,
makes it a transaction. On SQLite it is one from the start, under the writer's lock.
"""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, delete, select

from shared.aggregate import A, Aggregate, Invalid, fold
from shared.clock import Clock
from shared.events import Reach, decode, encode, kind_of
from shared.murmur2 import partition_of
from shared.sealing import Sealing
from shared.store import Store
from shared.store.appending import append, fitting, take
from shared.store.conflicts import Stale, Taken
from shared.store.history import history, lost
from shared.store.tables import claims
from shared.telemetry.tracing import span, traceparent, tracing

__all__ = ["Actor", "Cause", "Stale", "Taken", "Work", "stream_of"]


@dataclass(frozen=True)
class Actor:
    """In whose name a command runs; a service's own reactions have no organisation."""

    id: str
    organisation: UUID | None = None


@dataclass(frozen=True)
class Cause:
    """The event that a reaction answers: its id, and the correlation they share."""

    event: UUID
    correlation: str


class Work:
    """Use as a context: leaving it commits, an exception rolls everything back."""

    def __init__(
        self,
        store: Store,
        *,
        actor: Actor,
        clock: Clock,
        sealing: Sealing,
        db: Connection | None = None,
        cause: Cause | None = None,
    ) -> None:
        self.store, self.actor, self.sealing, self.cause = store, actor, sealing, cause
        self.now: datetime = clock.now()  # UTC
        self._clock = clock
        self._stack = ExitStack()
        self._joined = db  # a transaction that somebody else began and will end
        self._db = db
        self._reader: Connection | None = None
        self._may_decide = False  # until entered: what is only looked at is never written
        self._pending: list[dict[str, Any]] = []
        self._known: dict[str, tuple[Any, int]] = {}

    @cached_property
    def today(self) -> date:
        """The day it is where the people are."""
        return self._clock.day_of(self.now)

    @property
    def db(self) -> Connection:
        """The transaction, begun when first asked for."""
        if self._db is None:
            self._stack.close()  # the reader's connection: nobody may hold one and wait for another
            self._reader = None
            self._db = self._stack.enter_context(self.store.database.writing())
        return self._db

    def day(self, on: date | None) -> date:
        """The day a fact is stated for: today when none was said, never in the future."""
        if on is not None and on > self.today:
            raise Invalid(
                "%(on)s lies in the future; today is %(today)s.",
                code="future",
                on=on.isoformat(),
                today=self.today.isoformat(),
            )
        return on or self.today

    def load(self, new: A) -> tuple[A, int]:
        """The aggregate as it stands and its version: its events' number, 0 when none."""
        stream = stream_of(new)
        if stream not in self._known:
            kept = history(self._read(), stream)
            past = (decode(name, version, data, self.sealing) for name, version, data in kept)
            self._known[stream] = fold(new, past), len(kept)
        return self._known[stream]

    def change(
        self, new: A, decide: Callable[[A], list[Any]], seen: int | None = None
    ) -> tuple[A, int]:
        """Append what `decide` returns; the new state and version.

        Raises `Stale` when the version is not the one `seen`; when it moves meanwhile, at the
        end of the work. With `[]` nothing is appended and any `seen` is fine.
        """
        state, version = self.load(new)
        decided = decide(state)
        if decided and seen is not None and seen != version:
            raise Stale(stream_of(new), version, seen)
        return self._decided(state, version, decided)

    def start(self, new: A, decide: Callable[[A], list[Any]]) -> tuple[A, int]:
        """Append the first events of something whose id was made just now: nothing to load."""
        return self._decided(new, 0, decide(new))

    def claim(self, scope: str, key: str, owner: Aggregate) -> None:
        """Make `key` unique in `scope` for the owner's stream; raises `Taken`."""
        stream = stream_of(owner)
        kept = fitting(key)
        held = select(claims.c.stream).where(claims.c.scope == scope, claims.c.key == kept)
        while not take(self.db, scope, kept, stream):
            holder = self.db.execute(held).scalar()
            if holder == stream:
                return
            if holder is not None:  # None: released between the two statements
                raise Taken(scope, key, holder)

    def holder(self, scope: str, key: str) -> UUID | None:
        """The id of the aggregate that has claimed `key`; None when nobody has."""
        kept = fitting(key)
        held = select(claims.c.stream).where(claims.c.scope == scope, claims.c.key == kept)
        stream = self.db.execute(held).scalar()
        return Taken(scope, key, stream).id if stream else None

    def release(self, scope: str, key: str) -> None:
        """Free what was claimed, together with the event that frees it."""
        is_it = claims.c.scope == scope, claims.c.key == fitting(key)
        self.db.execute(delete(claims).where(*is_it))

    def flush(self) -> None:
        """Write what was decided so far; raises `Stale` when a stream has moved meanwhile."""
        if self._pending:
            self._write(self.db, alone=False)

    def __enter__(self) -> "Work":
        self._may_decide = True
        if self._db is None and self.store.database.is_sqlite:
            _ = self.db  # a reader that becomes a writer could be refused; SQLite decides here
        return self

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        if error is not None:
            self._stack.__exit__(kind, error, trace)
            return
        wrote = bool(self._pending)
        with self._stack:
            if wrote:
                self._write(self._read(), alone=self._db is None)
        if wrote and self._joined is None:
            self.store.database.ring()

    def _read(self) -> Connection:
        if self._db is not None:
            return self._db
        if self._reader is None:
            self._reader = self._stack.enter_context(self.store.database.reading())
        return self._reader

    def _write(self, db: Connection, *, alone: bool) -> None:
        pending, self._pending = self._pending, []
        write = append if tracing.tracer is None else self._append_traced
        if not write(db, pending, alone=alone):
            raise lost(db, pending)

    def _append_traced(self, db: Connection, rows: list[dict[str, Any]], *, alone: bool) -> bool:
        with span("append", service=self.store.service, events=len(rows)):
            return append(db, rows, alone=alone)

    def _decided(self, state: A, version: int, decided: list[Any]) -> tuple[A, int]:
        if decided and not self._may_decide:
            raise RuntimeError("This work is for looking only; nothing would be written.")
        stream = stream_of(state)
        for event in decided:
            state = state.evolve(event)
        for event in decided:  # each concerns whom the whole decision concerns
            version += 1
            self._pending.append(self._row(stream, version, event, state.concerns))
        self._known[stream] = state, version
        return state, version

    def _row(
        self, stream: str, version: int, event: Any, concerns: tuple[UUID, ...]
    ) -> dict[str, Any]:
        kind, event_id = kind_of(event), uuid4()
        travels = kind.reach is not Reach.PRIVATE
        said = self._metadata(event_id)
        if kind.reach is Reach.PUBLIC:
            said["concerns"] = [str(organisation) for organisation in concerns]
        return {
            "id": event_id,
            "stream": stream,
            "version": version,
            "name": kind.name,
            "schema_version": kind.version,
            "data": encode(event, event_id, self.sealing),
            "metadata": said,
            "reach": kind.reach.value,
            "partition": partition_of(stream, self.store.epoch.partitions) if travels else None,
            "recorded_at": self.now,
        }

    def _metadata(self, event_id: UUID) -> dict[str, Any]:
        organisation, cause = self.actor.organisation, self.cause
        said: dict[str, Any] = {
            "actor": self.actor.id,
            "organisation": str(organisation) if organisation else None,
            "correlation": cause.correlation if cause else str(event_id),
        }
        if cause:
            said["causation"] = str(cause.event)
        if tracing.tracer is not None and (trace := traceparent()):
            said["trace"] = trace
        return said


def stream_of(aggregate: Aggregate) -> str:
    return f"{aggregate.category}-{aggregate.id}"
