"""One stream's events in their order, and the error when another writer was faster."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from shared.kernel.conflicts import Stale
from shared.store.tables import events

T = TypeVar("T")


def history(db: Connection, stream: str) -> Sequence[Any]:
    """Name, version and data of a stream's events; PostgreSQL hands them over as one text."""
    if db.dialect.name == "sqlite":
        return db.execute(_BY_ROWS, {"stream": stream}).all()
    rows: list[Any] | None = db.execute(_AT_ONCE, {"stream": stream}).scalar()
    return rows or []


def recorded(db: Connection, stream: str) -> Sequence[Any]:
    """The same with when each was recorded and by whom: for people who read a history."""
    columns = (*_STORED, events.c.metadata, events.c.recorded_at)
    return db.execute(
        select(*columns).where(_STREAM).order_by(events.c.version), {"stream": stream}
    ).all()


def moved_since(db: Connection, category: str, since: datetime) -> frozenset[UUID]:
    """The things of that kind to whose streams something was appended then or later."""
    query = select(events.c.stream).where(events.c.recorded_at >= since).distinct()
    streams = db.execute(query.where(events.c.stream.startswith(f"{category}-"))).scalars()
    return frozenset(UUID(stream.removeprefix(f"{category}-")) for stream in streams)


def moved(
    db: Connection,
    category: str,
    things: list[T],
    id_of: Callable[[T], UUID | None],
    *,
    since: datetime | None,
) -> list[T]:
    """Those of the things to whose streams something was appended then or later; None: all."""
    if since is None:
        return things
    ids = moved_since(db, category, since)
    return [thing for thing in things if id_of(thing) in ids]


def lost(db: Connection, pending: list[dict[str, Any]]) -> Stale:
    """The error that names the stream to which another writer has appended."""
    loaded = {row["stream"]: row["version"] - 1 for row in reversed(pending)}
    query = select(events.c.stream, func.max(events.c.version)).group_by(events.c.stream)
    query = query.where(events.c.id.not_in([row["id"] for row in pending]))
    for stream, version in db.execute(query.where(events.c.stream.in_(loaded))):
        if version > loaded[stream]:
            break
    return Stale(stream, version, loaded=loaded[stream])


_STREAM = events.c.stream == bindparam("stream")
_STORED = events.c.name, events.c.schema_version, events.c.data
_BY_ROWS = select(*_STORED).where(_STREAM).order_by(events.c.version)
_AT_ONCE = select(
    func.json_agg(aggregate_order_by(func.json_build_array(*_STORED), events.c.version))
).where(_STREAM)
