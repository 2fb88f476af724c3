"""Where a projection is rebuilt: a schema on PostgreSQL, a file of its own on SQLite.

`rinnalla migrate` makes the schema for the service's role, which may make none itself. The next
rebuild clears away what a killed one left there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import MetaData, func, inspect, select
from sqlalchemy.schema import CreateSchema

from shared.database.engine import Database
from shared.kernel.locks import Held, hold

SCHEMA = "shadow"
BUILDING = 7473  # any number of our own: PostgreSQL's advisory lock for rebuilding


@contextmanager
def alone(live: Database) -> Iterator[None]:
    """Let nobody else rebuild in this database; raises `Held`. A killed holder lets go."""
    if live.is_sqlite:
        with hold(Path(f"{live.engine.url.database}.rebuild")):
            yield
        return
    with live.reading() as db:
        if not db.execute(select(func.pg_try_advisory_lock(BUILDING))).scalar():
            raise Held(f"the database {live.engine.url.database}")
        try:
            yield
        finally:
            db.execute(select(func.pg_advisory_unlock(BUILDING)))


@contextmanager
def place(live: Database, name: str) -> Iterator[Database]:
    """An empty place for tables, empty again at the end."""
    if live.is_sqlite:
        file = Path(f"{live.engine.url.database}.shadow_{name}")
        _remove(file)
        shadow = Database(f"sqlite:///{file}", sync="OFF")
        try:
            yield shadow
        finally:
            shadow.close()
            _remove(file)
        return
    _clear(live)
    try:
        yield live.within(SCHEMA)
    finally:
        _clear(live)


def _remove(file: Path) -> None:
    """With the journal of a transaction that was cut off: SQLite would play it into a new file."""
    for ending in ("-journal", ""):
        file.with_name(file.name + ending).unlink(missing_ok=True)


def _clear(live: Database) -> None:
    with live.writing() as db:
        if not inspect(db).has_schema(SCHEMA):
            db.execute(CreateSchema(SCHEMA))
        left = MetaData()
        left.reflect(db, SCHEMA)
        left.drop_all(db)
