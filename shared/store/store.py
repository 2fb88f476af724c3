"""A service's history: commands append to it, readers get every event in one order."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, Text, bindparam, cast, func, select

from shared.database.engine import Database
from shared.kernel.events import Data
from shared.store import epochs, numbering
from shared.store.epochs import Epoch
from shared.store.tables import events, positions


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
    # Of the event at `previous`, so that a reader sees whether it goes on in the same history;
    # None: not known.
    previous_id: UUID | None = field(default=None, compare=False)

    def __getattr__(self, name: str) -> Any:
        """What came from a store keeps its texts, which are parsed for whoever reads them."""
        text = self.__dict__.get(_TEXTS.get(name, ""))
        if text is None:
            raise AttributeError(name)
        parsed = self.__dict__[name] = json.loads(text)
        return parsed

    @property
    def text(self) -> str:
        """The data as JSON, as it is stored where it came from a store."""
        stored: str | None = self.__dict__.get(_TEXTS["data"])
        return json.dumps(self.data) if stored is None else stored


@dataclass(frozen=True)
class HighWaterMarks:
    """How far a store has come, as a whole and in each partition, also in a quiet one."""

    epoch: UUID
    position: int
    numbered_at: datetime | None  # None while the store is empty
    partitions: dict[int, int]  # last travelling position of each, 0 when none
    ids: dict[int, UUID] = field(default_factory=dict, compare=False)  # of the events there
    last_id: UUID | None = field(default=None, compare=False)  # of the event at `position`


class Store:
    """The event store of one service. Appending is the business of `Work`."""

    def __init__(self, service: str, database: Database) -> None:
        self.service, self.database = service, database
        self._epoch: Epoch | None = None

    def begin(self, partitions: int) -> None:
        """Give a new store its epoch; an older store keeps its own."""
        with self.database.reading() as db:
            if epochs.current(db):
                return
        with self.database.writing() as db:
            epochs.begin_first(db, partitions)

    @property
    def epoch(self) -> Epoch:
        """The epoch of this store as it was last read; a restored store gets another one."""
        return self._epoch or self.read_epoch()

    def read_epoch(self) -> Epoch:
        """Read it anew: the database may have been restored since."""
        with self.database.reading() as db:
            return self._read_epoch(db)

    def partitions(self, db: Connection | None) -> int:
        """How many there are; with the connection that one holds, so as to wait for no second."""
        if self._epoch is None and db is not None:
            return self._read_epoch(db).partitions
        return self.epoch.partitions

    def _read_epoch(self, db: Connection) -> Epoch:
        self._epoch = epochs.current(db)
        if self._epoch is None:
            raise LookupError(f"The store of {self.service} has not begun.")
        return self._epoch

    def read(self, after: int, limit: int) -> list[Recorded]:
        """The next events of every reach after `after`, in position order, without a gap."""
        with self._numbered() as db:
            rows = db.execute(_AFTER, {"after": after, "most": limit}).all()
            id_at = _ids_before(db, rows, {rows[0].position - 1} if rows else set())
        return [
            _recorded(row, previous=row.position - 1, previous_id=id_at.get(row.position - 1))
            for row in rows
        ]

    def travelling(self, after: int, limit: int, partition: int | None = None) -> list[Recorded]:
        """The next events that leave the service, of one partition or of all."""
        query = _TRAVELLING if partition is None else _IN_PARTITION
        values = {"after": after, "most": limit, "partition": partition}
        with self._numbered() as db:
            rows = db.execute(query, values).all()
            id_at = _ids_before(db, rows, {row.previous for row in rows})
        return [_recorded(row, previous_id=id_at.get(row.previous)) for row in rows]

    def pick(self, wanted: Sequence[int]) -> list[Recorded]:
        """The travelling events at these positions, in position order."""
        with self._numbered() as db:
            rows = db.execute(_SELECT.where(positions.c.position.in_(wanted))).all()
        return [_recorded(row) for row in rows]

    def is_empty(self) -> bool:
        """Whether no event was ever appended."""
        with self.database.reading() as db:
            return db.execute(select(events.c.seq).limit(1)).scalar() is None

    def head(self) -> int:
        """The last position, 0 while empty; all that is committed by now has one."""
        with self.database.reading() as db:
            numbering.number_all(db)
            return db.execute(_HEAD).scalar() or 0

    def high_water_marks(self) -> HighWaterMarks:
        """Number what is committed and say how far the store has come."""
        epoch = self.read_epoch()
        with self.database.reading() as db:
            numbering.number_all(db)
            ends = db.execute(_ends(epoch.partitions)).all()
        parts = dict.fromkeys(range(epoch.partitions), 0)
        parts |= {row.partition: row.position for row in ends if row.partition is not None}
        ids = {row.partition: row.id for row in ends if row.partition is not None}
        if not ends:
            return HighWaterMarks(epoch.id, 0, None, parts)
        last = ends[-1]
        return HighWaterMarks(epoch.id, last.position, last.numbered_at, parts, ids, last.id)

    @contextmanager
    def _numbered(self) -> Iterator[Connection]:
        """For reads that want all committed events; they fetch their rows whole."""
        with self.database.reading() as db:  # an open cursor would block COMMIT
            numbering.number(db)
            yield db


_TEXTS = {"data": "_data", "metadata": "_metadata"}
_COLUMNS = (
    *(positions.c[name] for name in ("position", "partition", "previous", "numbered_at")),
    *(c for c in events.c if c.name not in ("seq", "partition", *_TEXTS)),
    *(cast(events.c[name], Text).label(text) for name, text in _TEXTS.items()),
)
_SELECT = (
    select(*_COLUMNS)
    .join_from(positions, events, positions.c.seq == events.c.seq)
    .order_by(positions.c.position)
)
_NAMES = (*(column.name for column in _COLUMNS), "bookmark", "previous_id")
# Built once: putting a statement together costs more than running it.
_AFTER = _SELECT.where(positions.c.position > bindparam("after")).limit(bindparam("most"))
_TRAVELLING = _AFTER.where(positions.c.partition.is_not(None))
_IN_PARTITION = _AFTER.where(positions.c.partition == bindparam("partition"))
_HEAD = select(func.max(positions.c.position))
_IDS = select(positions.c.position, events.c.id).join_from(
    positions, events, positions.c.seq == events.c.seq
)


@cache
def _ends(partitions: int) -> Select[Any]:
    """The last event of each partition and of all, in order: one entry of an index for each."""
    last = select(func.max(positions.c.position))
    each = [last.where(positions.c.partition == number) for number in range(partitions)]
    ends = [query.scalar_subquery() for query in (*each, last)]
    names = ("partition", "position", "numbered_at")
    return (
        select(*(positions.c[name] for name in names), events.c.id)
        .join_from(positions, events, positions.c.seq == events.c.seq)
        .where(positions.c.position.in_(ends))
        .order_by(positions.c.position)
    )


def _ids_before(db: Connection, rows: Sequence[Row[Any]], before: set[int]) -> dict[int, UUID]:
    """The ids of these rows and of the events before them, by position."""
    id_at = {row.position: row.id for row in rows}
    return id_at | _ids_at(db, before - id_at.keys())


def _ids_at(db: Connection, wanted: set[int]) -> dict[int, UUID]:
    wanted = wanted - {0}
    if not wanted:
        return {}
    rows = db.execute(_IDS.where(positions.c.position.in_(wanted)))
    return {row.position: row.id for row in rows}


def _recorded(row: Row[Any], **changes: Any) -> Recorded:
    # A frozen dataclass pays for every field in its __init__; followers read millions of rows.
    built = object.__new__(Recorded)
    built.__dict__.update(zip(_NAMES, (*row, None, None), strict=True), **changes)
    return built
