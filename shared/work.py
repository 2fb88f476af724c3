"""One transaction of one service: it reads history, decides, and writes the events.

Events wait until the end and are written together. On PostgreSQL a command that only appends
costs a single statement without BEGIN and COMMIT; the first claim, or the first use of `db`,
makes it a transaction. On SQLite it is one from the start, under the writer's lock.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, delete, select

from shared.database.scope import EVERYTHING, Scope
from shared.kernel import request_ids
from shared.kernel.aggregate import A, Aggregate, ByDay, Invalid, Selective, fold
from shared.kernel.clock import Clock
from shared.kernel.conflicts import Stale, Taken
from shared.kernel.events import Reach, decode, encode, kind_of
from shared.kernel.murmur2 import partition_of
from shared.kernel.sealing import Sealing
from shared.store import Store
from shared.store.appending import append, fitting, take
from shared.store.history import history, lost
from shared.store.tables import claims
from shared.telemetry.tracing import span, traceparent, tracing

__all__ = ["Actor", "Cause", "Stale", "Taken", "Work", "state_of", "stream_of"]


@dataclass(frozen=True)
class Actor:
    """In whose name a command runs; a service's own reactions have no organisation."""

    id: str
    organisation: UUID | None = None
    over_all: bool = False  # on everybody's rows: our own processes, and overseers

    @property
    def scope(self) -> Scope:
        """Whose rows its transactions may touch."""
        return EVERYTHING if self.over_all else Scope(self.organisation)


@dataclass(frozen=True)
class Cause:
    """The event that a reaction answers: its id, and the request that began it all."""

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
        self._joined = db  # a transaction that the caller began and will end
        self._db = db
        self._reader: Connection | None = None
        self._may_decide = False  # until entered: a work for reading writes nothing
        self._pending: list[dict[str, Any]] = []
        self._loaded: dict[str, tuple[Any, int]] = {}
        self._expected: dict[str, tuple[int, int]] = {}  # stream -> version seen, events unseen
        self._stated: date | None = None

    @cached_property
    def today(self) -> date:
        """Today in the time zone of the people."""
        return self._clock.day_of(self.now)

    @property
    def db(self) -> Connection:
        """The transaction; it begins at the first use."""
        if self._db is None:
            self._stack.close()  # nobody may hold the reader's connection and wait for another
            self._reader = None
            self._db = self._stack.enter_context(self.store.database.writing(self.actor.scope))
        return self._db

    def day(self, on: date | None) -> date:
        """The day of a fact: today when none is given, never in the future."""
        if on is not None and on > self.today:
            raise Invalid(
                "%(on)s lies in the future; today is %(today)s.",
                code="future",
                on=on,
                today=self.today,
            )
        return on or self.today

    @property
    def on(self) -> date:
        """The day for which the facts of this work are stated: today when none was given."""
        return self._stated or self.today

    @contextmanager
    def dated(self, on: date | None) -> Iterator["Work"]:
        """Let what is decided inside be stated for that day, which may not lie in the future."""
        before, self._stated = self._stated, self.day(on)
        try:
            yield self
        finally:
            self._stated = before

    def expect(self, new: Aggregate, version: int | None, *, unseen: int = 0) -> None:
        """Say at which version the caller has seen this; None when they named none.

        Of its events there are `unseen` ones that the caller may not know of, nor count.
        """
        if version is not None:
            self._expected[stream_of(new)] = version, unseen

    def confirm(self, new: Aggregate) -> None:
        """Raise `Stale` when this is not at the version expected, whatever is decided."""
        _, version = self.load(new)
        seen, unseen = self._expected.get(stream_of(new), (version, 0))
        if seen + unseen != version:
            raise Stale(stream_of(new), version - unseen, seen)

    def load(self, new: A) -> tuple[A, int]:
        """The aggregate's state and its version: the number of its events, 0 when none."""
        stream = stream_of(new)
        if stream not in self._loaded:
            rows = history(self._read(), stream)
            events = (decode(name, version, data, self.sealing) for name, version, data in rows)
            begun = new.looked_at(self.today) if isinstance(new, ByDay) else new
            self._loaded[stream] = fold(begun, events), len(rows)
        return self._loaded[stream]

    @property
    def streams(self) -> list[str]:
        """The streams that this work has folded, or begun."""
        return [stream for stream, (_, version) in self._loaded.items() if version]

    def change(self, new: A, decide: Callable[[A], list[Any]]) -> tuple[A, int]:
        """Append what `decide` returns; the new state and version.

        Raises `Stale` when the version is not the one expected; when another writer appends
        meanwhile, at the end of the work. With `[]` nothing is appended and any expectation is
        fine.
        """
        state, version = self.load(new)
        decided = decide(state)
        if decided:
            self.confirm(new)
            self._expected.pop(stream_of(new), None)  # what follows, this work itself has moved
        return self._decided(state, version, decided)

    def start(self, new: A, decide: Callable[[A], list[Any]]) -> tuple[A, int]:
        """Append the first events of an aggregate with a new id: there is nothing to load."""
        return self._decided(new, 0, decide(new))

    def claim(self, scope: str, key: str, owner: Aggregate) -> None:
        """Make `key` unique in `scope` for the owner's stream; raises `Taken`."""
        stream, kept = stream_of(owner), fitting(key)
        holder_of = select(claims.c.stream).where(claims.c.scope == scope, claims.c.key == kept)
        while not take(self.db, scope, kept, stream):
            holder = self.db.execute(holder_of).scalar()
            if holder == stream:
                return
            if holder is not None:  # None: released between the two statements
                raise Taken(scope, key, holder)

    def holder(self, scope: str, key: str) -> UUID | None:
        """The id of the aggregate that has claimed `key`; None when nobody has."""
        kept = fitting(key)
        holder_of = select(claims.c.stream).where(claims.c.scope == scope, claims.c.key == kept)
        stream = self.db.execute(holder_of).scalar()
        return Taken(scope, key, stream).id if stream else None

    def release(self, scope: str, key: str) -> None:
        """Free the claimed key, together with the event that frees it."""
        is_held = claims.c.scope == scope, claims.c.key == fitting(key)
        self.db.execute(delete(claims).where(*is_held))

    def flush(self) -> None:
        """Write the events so far; raises `Stale` when another writer has appended meanwhile."""
        if self._pending:
            self._write(self.db, alone=False)

    def __enter__(self) -> "Work":
        self._may_decide = True
        if self._db is None and self.store.database.is_sqlite:
            _ = self.db  # SQLite could refuse a reader that becomes a writer later
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
            self.store.database.notify()

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
        for event in decided:  # whom it concerns is asked of the state after the whole decision
            version += 1
            self._pending.append(self._row(stream, version, event, state))
        self._loaded[stream] = state, version
        return state, version

    def _row(self, stream: str, version: int, event: Any, state: Aggregate) -> dict[str, Any]:
        kind, event_id = kind_of(event), uuid4()
        travels = kind.reach is not Reach.PRIVATE
        partitions = self.store.partitions(self._reader if self._db is None else self._db)
        metadata = self._metadata(event_id)
        if kind.reach is Reach.PUBLIC:
            metadata |= _concerned(state, event)
        return {
            "id": event_id,
            "stream": stream,
            "version": version,
            "name": kind.name,
            "schema_version": kind.version,
            "data": encode(event, event_id, self.sealing, answers=self.cause is not None),
            "metadata": metadata,
            "reach": kind.reach.value,
            "partition": partition_of(stream, partitions) if travels else None,
            "recorded_at": self.now,
        }

    def _metadata(self, event_id: UUID) -> dict[str, Any]:
        organisation, cause = self.actor.organisation, self.cause
        metadata: dict[str, Any] = {
            "actor": self.actor.id,
            "organisation": str(organisation) if organisation else None,
            "correlation": cause.correlation if cause else request_ids.current() or str(event_id),
        }
        if cause:
            metadata["causation"] = str(cause.event)
        if tracing.tracer is not None and (trace := traceparent()):
            metadata["trace"] = trace
        return metadata


def state_of(db: Connection, new: A, *kinds: type) -> A:
    """The aggregate as its stream tells it, with all that is sealed left so.

    With `kinds`, no more than these events are folded.
    """
    wanted = {kind_of(kind).name for kind in kinds}
    rows = [row for row in history(db, stream_of(new)) if not wanted or row[0] in wanted]
    return fold(new, (decode(name, version, data) for name, version, data in rows))


def stream_of(aggregate: Aggregate) -> str:
    return f"{aggregate.category}-{aggregate.id}"


def _concerned(state: Aggregate, event: Any) -> dict[str, Any]:
    """Who may receive a public event, and whether that was decided for this event alone."""
    if isinstance(state, Selective):
        return {"concerns": [str(each) for each in state.concerned_by(event)], "selected": True}
    return {"concerns": [str(each) for each in state.concerns]}
