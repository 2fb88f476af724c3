"""The step behind the writers: committed rows get dense places, each with a hash of all before.

`hash = SHA-256(canonical(row, position, moment) + the hash before)`. Whoever changes a row has to
write every hash after it anew, and then the signed heads no longer fit, nor what other services
keep of them.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, text

from shared.accesslog.log import now_of
from shared.accesslog.tables import accesses, chain, subjects
from shared.database.engine import Database, dump

FIRST = "0" * 64  # the hash before the first
LATE = 100_000  # a row that commits with a number so far behind is one that somebody put in
AT_ONCE = 500  # rows
TAKING_TURNS = text("SELECT pg_advisory_xact_lock('accesses'::regclass::bigint)")
COLUMNS = tuple(accesses.c)


def extend(database: Database) -> list[Row[Any]]:
    """Chain every committed row that waits; the rows, oldest first."""
    with database.reading() as db:
        if not db.execute(_waiting(db).limit(1)).first():
            return []
    with database.writing() as db:
        take_turns(db)
        moment = now_of(db)
        rows = db.execute(_waiting(db).order_by(accesses.c.seq)).all()
        position, last = end(db)
        for first in range(0, len(rows), AT_ONCE):
            some = rows[first : first + AT_ONCE]
            position, last = _link(db, some, position, last, moment)
    return list(rows)


def take_turns(db: Connection) -> None:
    """Wait until nobody else chains or signs; on SQLite the transaction does that."""
    if db.dialect.name != "sqlite":
        db.execute(TAKING_TURNS)


def end(db: Connection) -> tuple[int, str]:
    """The last position and its hash; 0 while nothing is chained."""
    query = select(chain.c.position, chain.c.hash).order_by(chain.c.position.desc()).limit(1)
    row = db.execute(query).first()
    return (row.position, row.hash) if row else (0, FIRST)


def hash_of(row: Any, position: int, moment: datetime, before: str) -> str:
    """The hash of one row at its place."""
    values = [_plain(value) for value in (*row, position, moment)]
    return hashlib.sha256(f"{dump(values)}{before}".encode()).hexdigest()


def ids_in(row: Any) -> dict[str, bool]:
    """Whom a row is about: id -> whether only as one of a list."""
    listed = dict.fromkeys(row.listed.split(), True)
    return listed | {stream[-36:]: False for stream in row.opened.split()}


def _waiting(db: Connection) -> Any:
    newest = db.execute(select(func.max(chain.c.seq))).scalar() or 0
    is_chained = select(chain.c.seq).where(chain.c.seq == accesses.c.seq).exists()
    return select(*COLUMNS).where(accesses.c.seq > newest - LATE, ~is_chained)


def _link(
    db: Connection, rows: Sequence[Row[Any]], position: int, last: str, moment: datetime
) -> tuple[int, str]:
    links = list[dict[str, Any]]()
    for row in rows:
        position += 1
        last = hash_of(row, position, moment, last)
        links.append({"position": position, "seq": row.seq, "chained_at": moment, "hash": last})
    db.execute(insert(chain), links)
    if about := [each for row in rows for each in _subjects(row)]:
        db.execute(insert(subjects), about)
    return position, last


def _subjects(row: Row[Any]) -> Iterator[dict[str, Any]]:
    for subject, is_listed in ids_in(row).items():
        yield {"subject": subject, "seq": row.seq, "is_listed": is_listed}


def _plain(value: Any) -> Any:
    return value.isoformat(timespec="microseconds") if isinstance(value, datetime) else value
