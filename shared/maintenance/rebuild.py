"""A projection is rebuilt beside the live one, and replaces it in one transaction.

The shadow (on PostgreSQL a schema, on SQLite a file) begins at position 0 of all its sources and
reads them in the order in which their events were numbered. Readers see the live rows until the
swap, and the new rows from their next statement on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, MetaData, Table, delete, func, insert, select

from shared.consumer import metadata as consumer_tables
from shared.consumer.checkpoint import bookmark
from shared.consumer.interleaving import Interleaving
from shared.consumer.subscription import Projection
from shared.consumer.tables import checkpoints, parked
from shared.database.engine import Database, attach
from shared.database.scope import EVERYTHING
from shared.database.shadow import SCHEMA, alone, place
from shared.service import Service
from shared.store import Store

ROUNDS = 3  # each reads what came during the one before; then the live one is held still


class NotBetter(Exception):
    """The new build is behind the live one, or parks more, so it is not put in place."""


@dataclass(frozen=True)
class Rebuilt:
    """The result of a rebuild."""

    projection: str
    rows: dict[str, int]  # by table
    processed: int  # messages, in all partitions


def rebuild(service: Service, projection: Projection) -> Rebuilt:
    """Build the service's projection from position 0 and swap it in; readers never fail.

    Raises `Held` while another projection is being rebuilt in this database.
    """
    live = [c for c in service.followers.consumers if c.subscription is projection]
    with alone(service.database), _shadow(service.database, projection) as shadow:
        store = Store(service.name, shadow)
        building = Interleaving([consumer.following_into(store) for consumer in live])
        for _ in range(ROUNDS):
            building.reach(building.high_water_marks())
        return _swap(service, projection, shadow, building)


@contextmanager
def _shadow(live: Database, projection: Projection) -> Iterator[Database]:
    """An empty place with the projection's tables; it is removed at the end."""
    with place(live, projection.name) as shadow:
        with shadow.writing() as db:
            consumer_tables.create_all(db)
            projection.create(db)
        yield shadow


def _swap(
    service: Service, projection: Projection, shadow: Database, building: Interleaving
) -> Rebuilt:
    """Lock the live checkpoints, reach the same positions, and exchange the rows."""
    schema = "beside" if shadow.is_sqlite else SCHEMA
    with service.database.writing(EVERYTHING) as db:
        locked = building.hold(db)
        if not building.reach(building.reached(locked)):
            raise NotBetter(f"{projection.name} has passed more than its sources hold.")
        if shadow.is_sqlite:
            attach(db, shadow)
        _refuse_worse(db, projection.name, schema)
        for table in reversed(projection.tables):
            db.execute(delete(table))
        rows = {table.name: _move(db, table, schema) for table in projection.tables}
        for table in (checkpoints, parked):
            db.execute(delete(table).where(table.c.consumer == projection.name))
            _move(db, table, schema)
        for partition, checkpoint in locked.items():
            bookmark(db, partition, checkpoint.bookmark)
    return Rebuilt(projection.name, rows, building.processed)


def _refuse_worse(db: Connection, name: str, schema: str) -> None:
    new = _in(parked, schema)
    before, after = (
        db.execute(select(func.count()).where(table.c.consumer == name)).scalar_one()
        for table in (parked, new)
    )
    if after > before:
        raise NotBetter(f"{name} has {before} events parked; its new build would have {after}.")


def _move(db: Connection, table: Table, schema: str) -> int:
    """Copy the shadow's rows into the live table, and set its counter to follow them."""
    names = [column.name for column in table.columns]
    rows = select(*_in(table, schema).columns)
    db.execute(insert(table).from_select(names, rows))
    numbered = table.autoincrement_column
    if numbered is not None and db.dialect.name == "postgresql":
        counter = func.pg_get_serial_sequence(table.name, numbered.name)
        last = select(func.max(numbered)).scalar_subquery()
        db.execute(select(func.setval(counter, last)))
    return db.execute(select(func.count()).select_from(table)).scalar_one()


def _in(table: Table, schema: str) -> Table:
    return table.to_metadata(MetaData(), schema=schema)
