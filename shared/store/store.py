"""A service's history: commands append to it, readers get every event in one order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, Row, Select, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite

from shared.database.engine import Database
from shared.kernel.events import Data
from shared.store import numbering
from shared.store.tables import events, positions, store


@dataclass(frozen=True)
class Bookmark:
    """Where reading goes on in a topic after a message; it is no part of the message itself."""

    topic: str  # identity, not name: one that was deleted and made again is another
    offset: int


@dataclass(frozen=True)
class Recorded:
    """One event as the store holds it, with its place in the chain that readers follow.

    `previous` is the position of the event before it in the same chain: for a service's own
    followers every dense position, for others the travelling events of one partition.
    """

    position: int
    partition: int | None
    previous: int
    id: UUID
    stream: str
    version: int
    name: str
    schema_version: int
    data: Data
    metadata: Data
    reach: str
    recorded_at: datetime  # UTC
    numbered_at: datetime  # UTC
    bookmark: Bookmark | None = field(default=None, compare=False)


@dataclass(frozen=True)
class HighWaterMarks:
    """How far a store has come, as a whole and in each partition, also in a quiet one."""

    epoch: UUID
    position: int
    numbered_at: datetime | None  # None while the store is empty
    partitions: dict[int, int]  # last travelling position of each, 0 when none


@dataclass(frozen=True)
class Epoch:
    number: int
    id: UUID
    partitions: int


class Store:
    """The event store of one service. Appending is the business of `Work`."""

    def __init__(self, service: str, database: Database) -> None:
        self.service, self.database = service, database

    def begin(self, partitions: int) -> None:
        """Give a new store its epoch; an older store keeps its own."""
        with self.database.reading() as db:
            if db.execute(select(store.c.epoch)).first():
                return
        row = {"only": 1, "epoch_number": 1, "epoch": uuid4(), "partitions": partitions}
        insert = sqlite.insert if self.database.is_sqlite else postgresql.insert
        with self.database.writing() as db:  # of two that begin at once, one succeeds
            db.execute(insert(store).values(row).on_conflict_do_nothing())

    @cached_property
    def epoch(self) -> Epoch:
        """The epoch of this store; a restored store gets another one."""
        with self.database.reading() as db:
            row = db.execute(select(store)).one()
        return Epoch(row.epoch_number, row.epoch, row.partitions)

    def read(self, after: int, limit: int) -> list[Recorded]:
        """The next events of every reach after `after`, in position order, without a gap."""
        rows = self._rows(_AFTER, after=after, most=limit)
        return [_recorded(row, previous=row.position - 1) for row in rows]

    def travelling(self, after: int, limit: int, partition: int | None = None) -> list[Recorded]:
        """The next events that leave the service, of one partition or of all."""
        if partition is None:
            rows = self._rows(_TRAVELLING, after=after, most=limit)
        else:
            rows = self._rows(_IN_PARTITION, after=after, most=limit, partition=partition)
        return [_recorded(row) for row in rows]

    def pick(self, wanted: Sequence[int]) -> list[Recorded]:
        """The travelling events at these positions, in position order."""
        query = _SELECT.where(positions.c.position.in_(wanted))
        return [_recorded(row) for row in self._rows(query)]

    def head(self) -> int:
        """The last position, 0 while empty; all that is committed by now has one."""
        with self.database.reading() as db:
            numbering.number_all(db)
            return db.execute(_HEAD).scalar() or 0

    def high_water_marks(self) -> HighWaterMarks:
        """Number what is committed and say how far the store has come."""
        with self.database.reading() as db:
            numbering.number_all(db)
            query = select(positions.c.position, positions.c.numbered_at)
            last = db.execute(query.order_by(positions.c.position.desc()).limit(1)).first()
            parts = {p: _last_of(db, p) for p in range(self.epoch.partitions)}
        position, numbered_at = (last.position, last.numbered_at) if last else (0, None)
        return HighWaterMarks(self.epoch.id, position, numbered_at, parts)

    def _rows(self, query: Select[Any], **values: int) -> Iterator[Row[Any]]:
        with self.database.reading() as db:
            numbering.number(db)
            rows = db.execute(query, values).all()  # an open cursor would block COMMIT
            return iter(rows)


_COLUMNS = (
    *(positions.c[name] for name in ("position", "partition", "previous", "numbered_at")),
    *(column for column in events.c if column.name not in ("seq", "partition")),
)
_SELECT = (
    select(*_COLUMNS)
    .join_from(positions, events, positions.c.seq == events.c.seq)
    .order_by(positions.c.position)
)
_NAMES = (*(column.name for column in _COLUMNS), "bookmark")
# Built once: putting a statement together costs more than running it.
_AFTER = _SELECT.where(positions.c.position > bindparam("after")).limit(bindparam("most"))
_TRAVELLING = _AFTER.where(positions.c.partition.is_not(None))
_IN_PARTITION = _AFTER.where(positions.c.partition == bindparam("partition"))
_HEAD = select(func.max(positions.c.position))


def _last_of(db: Connection, partition: int) -> int:
    query = select(func.max(positions.c.position)).where(positions.c.partition == partition)
    return db.execute(query).scalar() or 0


def _recorded(row: Row[Any], **changes: int) -> Recorded:
    # A frozen dataclass pays for every field in its __init__; followers read millions of rows.
    built = object.__new__(Recorded)
    built.__dict__.update(zip(_NAMES, (*row, None), strict=True), **changes)
    return built
