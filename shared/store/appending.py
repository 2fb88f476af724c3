"""How events are written: all of a command's in one statement, or none of them.

A version that is taken writes nothing (`ON CONFLICT DO NOTHING`), so a transaction around it
stays usable. Several events are sent to PostgreSQL as one JSON parameter. Without a transaction
around them they must fail together, because one version could be taken while the next is free.
"""

import hashlib
from typing import Any

from sqlalchemy import Connection, text
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
ONE = f"VALUES (:{COLUMNS.replace(', ', ', :')})"
MANY = f"""SELECT {COLUMNS} FROM ROWS FROM (json_to_recordset(:events) AS (
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
        return db.execute(_SQLITE, rows).rowcount == len(rows)
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
_SQLITE = sqlite.insert(events).on_conflict_do_nothing(index_elements=["stream", "version"])
