"""A projection built anew beside the live one, and put in its place in one transaction.

The shadow (on PostgreSQL a schema, on SQLite a file) begins at position 0 of all its sources and
takes them in the order in which their events were numbered. Readers go on with the live rows,
and then, from one statement to the next, with the new ones.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, MetaData, Table, delete, func, insert, select
from sqlalchemy.schema import CreateSchema, DropSchema

from shared.consumer import metadata as consumer_tables
from shared.consumer.interleaving import Interleaving
from shared.consumer.tables import checkpoints, parked
from shared.database import Database
from shared.service import Service
from shared.store import Store
from shared.subscription import Projection

TRIES = 100  # the live one may move between our coming level and our taking hold


class NotBetter(Exception):
    """The new build is behind the live one, or parks more, so it is not put in place."""


@dataclass(frozen=True)
class Rebuilt:
    """What was put in place."""

    projection: str
    rows: dict[str, int]  # by table
    passed: int  # messages, over all roads


def rebuild(service: Service, projection: Projection) -> Rebuilt:
    """Build the service's projection from position 0 and swap it in; readers never fail."""
    live = [c for c in service.followers.consumers if c.subscription is projection]
    with _shadow(service.database, projection) as shadow:
        store = Store(service.name, shadow)
        building = Interleaving([consumer.following_into(store) for consumer in live])
        for _ in range(TRIES):
            while building.advance():
                pass
            if rebuilt := _swap(service, projection, shadow, building):
                return rebuilt
    raise NotBetter(f"{projection.name} moved on {TRIES} times before its new build was level.")


@contextmanager
def _shadow(live: Database, projection: Projection) -> Iterator[Database]:
    """An empty place with the projection's tables, gone at the end."""
    with _place(live, f"shadow_{projection.name}") as shadow:
        with shadow.writing() as db:
            consumer_tables.create_all(db)
            projection.create(db)
        yield shadow


@contextmanager
def _place(live: Database, name: str) -> Iterator[Database]:
    if not live.is_sqlite:
        with live.writing() as db:
            db.execute(DropSchema(name, cascade=True, if_exists=True))
            db.execute(CreateSchema(name))
        try:
            yield live.within(name)
        finally:
            with live.writing() as db:
                db.execute(DropSchema(name, cascade=True))
        return
    file = Path(f"{live.engine.url.database}.{name}")
    file.unlink(missing_ok=True)  # of a build that was stopped
    shadow = Database(f"sqlite:///{file}", sync="OFF")
    try:
        yield shadow
    finally:
        shadow.close()
        file.unlink()


def _swap(
    service: Service, projection: Projection, shadow: Database, building: Interleaving
) -> Rebuilt | None:
    """Hold the live checkpoints still and change the rows; None when they were ahead."""
    schema = "beside" if service.database.is_sqlite else f"shadow_{projection.name}"
    with service.database.writing(beside=shadow) as db:
        mine = checkpoints.c.consumer == projection.name
        held = db.execute(select(checkpoints).where(mine).with_for_update()).all()
        if building.is_behind({(row.source, row.partition): row.position for row in held}):
            return None
        _refuse_worse(db, projection.name, schema)
        for table in reversed(projection.tables):
            db.execute(delete(table))
        rows = {table.name: _move(db, table, schema) for table in projection.tables}
        for table in (checkpoints, parked):
            db.execute(delete(table).where(table.c.consumer == projection.name))
            _move(db, table, schema)
    return Rebuilt(projection.name, rows, building.passed)


def _refuse_worse(db: Connection, name: str, schema: str) -> None:
    new = _in(parked, schema)
    before, after = (
        db.execute(select(func.count()).where(table.c.consumer == name)).scalar_one()
        for table in (parked, new)
    )
    if after > before:
        raise NotBetter(f"{name} has {before} events parked; its new build would have {after}.")


def _move(db: Connection, table: Table, schema: str) -> int:
    """Copy the shadow's rows into the live table, and let its counter go on behind them."""
    names = [column.name for column in table.columns]
    rows = select(*_in(table, schema).columns)
    db.execute(insert(table).from_select(names, rows))
    counted = table.autoincrement_column
    if counted is not None and db.dialect.name == "postgresql":
        counter = func.pg_get_serial_sequence(table.name, counted.name)
        last = select(func.max(counted)).scalar_subquery()
        db.execute(select(func.setval(counter, last)))
    return db.execute(select(func.count()).select_from(table)).scalar_one()


def _in(table: Table, schema: str) -> Table:
    return table.to_metadata(MetaData(), schema=schema)
