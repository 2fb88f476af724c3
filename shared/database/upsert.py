"""Insert a row, or update it where it exists: for projections that may see either half first.

Within `collapsing` the rows wait and are written in bulk, each once, however often it was
changed. They are written before any other statement of the transaction, so handlers need not know.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    Column,
    Connection,
    String,
    Table,
    Text,
    bindparam,
    event,
    func,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite

PENDING = "upserts"  # the execution option that holds the rows that wait
Values = dict[str, Any]
Names = tuple[str, ...]


def upsert(db: Connection, table: Table, key: Values, values: Values) -> None:
    """Write `values` to the row with this key, making it where it is missing."""
    pending: _Pending | None = db.get_execution_options().get(PENDING)
    if pending is not None:
        pending.add(table, key, values)
    else:
        statement = _statement(db.dialect.name, table, tuple(key), tuple(values))
        db.execute(statement, key | values)


def insert_new(db: Connection, table: Table, row: Values) -> bool:
    """Insert the row unless one with its key is there; True when it was inserted."""
    statement = _new(db, table).execution_options(preserve_rowcount=True)
    inserted: int = db.execute(statement, row).rowcount
    return inserted == 1


def insert_missing(db: Connection, table: Table, rows: list[Values]) -> None:
    """Insert those of the rows whose key is not there yet; there is at least one."""
    db.execute(_new(db, table), rows)


def insert_all(db: Connection, table: Table, rows: list[Values]) -> None:
    """Insert these rows, which are all alike, as one statement."""
    if not rows:
        return
    if db.dialect.name == "sqlite":
        db.execute(sqlite.insert(table), rows)
        return
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    db.execute(_inserted(table, tuple(rows[0])), columns)


@contextmanager
def collapsing(db: Connection) -> Iterator[None]:
    """Hold upserts until the end, or until another statement goes to the database."""
    pending = _Pending(db)
    event.listen(db, "before_cursor_execute", pending.before)
    db.execution_options(**{PENDING: pending})
    try:
        yield
        pending.write()
    finally:
        db.execution_options(**{PENDING: None})
        event.remove(db, "before_cursor_execute", pending.before)


class _Pending:
    def __init__(self, db: Connection) -> None:
        self._db = db
        self._rows: dict[tuple[Table, Names], dict[tuple[Any, ...], Values]] = {}

    def add(self, table: Table, key: Values, values: Values) -> None:
        rows = self._rows.setdefault((table, tuple(key)), {})
        rows.setdefault(tuple(key.values()), {}).update(values)

    def before(self, *_statement: Any) -> None:
        """Write first: the next statement may read or change these rows."""
        if self._rows:
            self.write()

    def write(self) -> None:
        """Write rows with the same columns together."""
        pending, self._rows = self._rows, {}
        for (table, names), rows in pending.items():
            alike: dict[Names, list[Values]] = {}
            for key, values in rows.items():
                row = dict(zip(names, key, strict=True)) | values
                alike.setdefault(tuple(values), []).append(row)
            for changed, together in alike.items():
                self._write(table, names, changed, together)

    def _write(self, table: Table, key: Names, changed: Names, rows: list[Values]) -> None:
        if self._db.dialect.name == "sqlite":
            self._db.execute(_statement("sqlite", table, key, changed), rows)
            return
        columns = {name: [row[name] for row in rows] for name in (*key, *changed)}
        self._db.execute(_at_once(table, key, changed), columns)


def _new(db: Connection, table: Table) -> Any:
    insert = (sqlite if db.dialect.name == "sqlite" else postgresql).insert(table)
    return insert.on_conflict_do_nothing()


@lru_cache(maxsize=1000)  # putting a statement together costs more than running it
def _statement(dialect: str, table: Table, key: Names, changed: Names) -> Any:
    insert = (sqlite if dialect == "sqlite" else postgresql).insert(table)
    return _updating(insert, key, changed)


@lru_cache(maxsize=1000)
def _at_once(table: Table, key: Names, changed: Names) -> Any:
    return _updating(_inserted(table, (*key, *changed)), key, changed)


@lru_cache(maxsize=1000)
def _inserted(table: Table, names: Names) -> Any:
    """All rows as one statement, a list for each column: a third of the time of one for each."""
    lists = [bindparam(name, type_=_list_of(table.c[name])) for name in names]
    rows = func.unnest(*lists).table_valued(*names).render_derived()
    return postgresql.insert(table).from_select(names, select(*(rows.c[n] for n in names)))


def _list_of(column: Column[Any]) -> ARRAY[Any]:
    """Without a text's length: it would be cut to it, where the column refuses it."""
    return ARRAY(Text() if type(column.type) is String else column.type, dimensions=1)


def _updating(insert: Any, key: Names, changed: Names) -> Any:
    values = {name: insert.excluded[name] for name in changed}
    return insert.on_conflict_do_update(index_elements=key, set_=values)
