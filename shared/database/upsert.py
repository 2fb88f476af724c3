"""Insert a row or update the one that is there: for projections that may meet either half first.

Within `collapsing` the rows are kept back and written in bulk, each once however often it was
touched. Any other statement of the transaction finds them written, so no handler need know.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table, event
from sqlalchemy.dialects import postgresql, sqlite

KEPT = "upserts"  # the execution option that holds what is kept back
Values = dict[str, Any]
Names = tuple[str, ...]


def upsert(db: Connection, table: Table, key: Values, values: Values) -> None:
    """Write `values` to the row with this key, making it where it is missing."""
    kept: _Kept | None = db.get_execution_options().get(KEPT)
    if kept is not None:
        kept.add(table, key, values)
    else:
        statement = _statement(db.dialect.name, table, tuple(key), tuple(values))
        db.execute(statement, key | values)


@contextmanager
def collapsing(db: Connection) -> Iterator[None]:
    """Keep upserts back until the end, or until something else is asked of the database."""
    kept = _Kept(db)
    event.listen(db, "before_cursor_execute", kept.before)
    db.execution_options(**{KEPT: kept})
    try:
        yield
        kept.write()
    finally:
        db.execution_options(**{KEPT: None})
        event.remove(db, "before_cursor_execute", kept.before)


class _Kept:
    def __init__(self, db: Connection) -> None:
        self._db = db
        self._rows: dict[tuple[Table, Names], dict[tuple[Any, ...], Values]] = {}

    def add(self, table: Table, key: Values, values: Values) -> None:
        rows = self._rows.setdefault((table, tuple(key)), {})
        rows.setdefault(tuple(key.values()), {}).update(values)

    def before(self, *_statement: Any) -> None:
        """What is asked next may read or change the very rows."""
        if self._rows:
            self.write()

    def write(self) -> None:
        """Rows with the same columns in one go."""
        kept, self._rows = self._rows, {}
        for (table, names), rows in kept.items():
            alike: dict[Names, list[Values]] = {}
            for key, values in rows.items():
                row = dict(zip(names, key, strict=True)) | values
                alike.setdefault(tuple(values), []).append(row)
            for changed, together in alike.items():
                statement = _statement(self._db.dialect.name, table, names, changed)
                self._db.execute(statement, together)


@lru_cache(maxsize=1000)  # putting a statement together costs more than running it
def _statement(dialect: str, table: Table, key: Names, changed: Names) -> Any:
    insert = (sqlite if dialect == "sqlite" else postgresql).insert(table)
    values = {name: insert.excluded[name] for name in changed}
    return insert.on_conflict_do_update(index_elements=key, set_=values)
