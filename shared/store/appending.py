"""How events are written: all of a command's in one statement, or none of them.

A version that is taken writes nothing (`ON CONFLICT DO NOTHING`), so a transaction around it
stays usable. Several events are sent to PostgreSQL as one JSON parameter. Without a transaction
around them they must fail together, because one version could be taken while the next is free.

A stream stays in the partition of its first event that travels, however many partitions there are
by now: in another one its later events could be read before its earlier ones.
"""

import hashlib
from typing import Any

from sqlalchemy import Connection, bindparam, select, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import IntegrityError

from shared.database.engine import dump
from shared.database.upsert import insert_new
from shared.kernel.codec import to_json
from shared.store.tables import LONGEST_KEY, claims, events

COLUMNS = "id, stream, version, name, schema_version, data, metadata, reach, partition, recorded_at"
APPEND = """
WITH written AS (INSERT INTO events ({columns}) {source} {conflict}
  RETURNING seq, partition)
INSERT INTO unnumbered (seq, partition) SELECT seq, partition FROM written
"""


def _staying_sql(stream: str, version: str, given: str) -> str:
    return f"""CASE WHEN {given} IS NULL OR {version} = 1 THEN {given} ELSE coalesce(
    (SELECT e.partition FROM events e WHERE e.stream = {stream} AND e.partition IS NOT NULL
     ORDER BY e.version LIMIT 1), {given}) END"""  # noqa: S608  # only our own names are put in


VALUES = f"VALUES (:{COLUMNS.replace(', ', ', :')})"
ONE = VALUES.replace(
    ":partition", _staying_sql("cast(:stream AS varchar)", ":version", "cast(:partition AS int)")
)
EACH = COLUMNS.replace(
    "partition", _staying_sql("given.stream", "given.version", "given.partition")
)
MANY = f"""SELECT {EACH} FROM ROWS FROM (json_to_recordset(:events) AS (
    id uuid, stream text, version int, name text, schema_version int, data json, metadata json,
    reach text, partition int, recorded_at timestamptz)
  ) WITH ORDINALITY AS given ({COLUMNS}, place) ORDER BY place"""  # noqa: S608  # only our own names are put in
CONFLICT = "ON CONFLICT (stream, version) DO NOTHING"
TAKEN = "events_stream_version"  # the constraint that makes a version one writer's


def append(db: Connection, rows: list[dict[str, Any]], *, alone: bool) -> bool:
    """Write the events; False when a version was taken: then the transaction must not commit.

    `alone` says that the statement is its own transaction.
    """
    if db.dialect.name == "sqlite":
        staying = [row | {"partition": _staying(db, row)} for row in rows]
        return db.execute(_SQLITE, staying).rowcount == len(rows)
    if len(rows) == 1:
        (row,) = rows
        ready = row | {"data": dump(row["data"]), "metadata": dump(row["metadata"])}
        return db.execute(_ONE, ready).rowcount == 1
    statement = _ALL_OR_NONE if alone else _MANY
    try:
        return db.execute(statement, {"events": dump(to_json(rows))}).rowcount == len(rows)
    except IntegrityError as conflict:
        if getattr(conflict.orig, "diag", None) and conflict.orig.diag.constraint_name == TAKEN:  # type: ignore[union-attr]
            return False
        raise


def _staying(db: Connection, row: dict[str, Any]) -> int | None:
    """The partition of the event: the one of its stream, once that has one."""
    given: int | None = row["partition"]
    if given is None or row["version"] == 1:
        return given
    first: int | None = db.execute(_FIRST, {"stream": row["stream"]}).scalar()
    return given if first is None else first


def fitting(key: str) -> str:
    """The key as the table holds it: one that is longer than its column by its digest."""
    if len(key) <= LONGEST_KEY:
        return key
    return f"sha256:{hashlib.sha256(key.encode()).hexdigest()}"


def take(db: Connection, scope: str, key: str, stream: str) -> bool:
    """Claim the key for the stream; False when a stream, this or another, holds it already."""
    return insert_new(db, claims, {"scope": scope, "key": key, "stream": stream})


def append_sql(source: str, conflict: str) -> str:
    """PostgreSQL's statement: it writes the event, and that the event waits for a position."""
    return APPEND.format(columns=COLUMNS, source=source, conflict=conflict).strip()


_ONE = text(append_sql(ONE, CONFLICT))
_MANY = text(append_sql(MANY, CONFLICT))
_ALL_OR_NONE = text(append_sql(MANY, ""))
_FIRST = (
    select(events.c.partition)
    .where(events.c.stream == bindparam("stream"), events.c.partition.is_not(None))
    .order_by(events.c.version)
    .limit(1)
)
_SQLITE = sqlite.insert(events).on_conflict_do_nothing(index_elements=["stream", "version"])
