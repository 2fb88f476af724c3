"""The epoch of a store: another one after every restore, so that no position means two events.

A store that was put back gives positions again that readers have passed already. Under a new epoch
they can tell: nothing of an earlier one is followed any more.
"""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects import postgresql, sqlite

from shared.store.tables import store


@dataclass(frozen=True)
class Epoch:
    number: int
    id: UUID
    partitions: int


def current(db: Connection) -> Epoch | None:
    """None in a database that has no store yet."""
    row = db.execute(_CURRENT).first()
    return Epoch(row.epoch_number, row.epoch, row.partitions) if row else None


def begin_first(db: Connection, partitions: int) -> None:
    """Of two that begin at once, one succeeds; an older store keeps its own."""
    row = {"only": 1, "epoch_number": 1, "epoch": uuid4(), "partitions": partitions}
    insert = sqlite.insert if db.dialect.name == "sqlite" else postgresql.insert
    db.execute(insert(store).values(row).on_conflict_do_nothing())


def begin_next(db: Connection) -> Epoch:
    """The next epoch, which begins now; on PostgreSQL only the tables' owner may do that."""
    db.execute(update(store).values(epoch=uuid4(), epoch_number=store.c.epoch_number + 1))
    row = db.execute(_CURRENT).one()
    return Epoch(row.epoch_number, row.epoch, row.partitions)


def raise_partitions(db: Connection, to: int) -> int:
    """Let streams that begin from now on fall into that many; how many there were before.

    On PostgreSQL only the tables' owner may do that. Raises `ValueError` where it would be fewer:
    what stands in a partition cannot be put into another one.
    """
    before: int = db.execute(select(store.c.partitions).with_for_update()).scalar_one()
    if to < before:
        raise ValueError(f"The store has {before} partitions already, and keeps them.")
    db.execute(update(store).values(partitions=to))
    return before


_CURRENT = select(store)
