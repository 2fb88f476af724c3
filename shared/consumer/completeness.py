"""How complete a consumer is: a figure can be trusted only as far as this says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, exists, func, select

from shared.consumer.consumer import Consumer
from shared.consumer.high_water_marks import recorded
from shared.consumer.tables import checkpoints, parked, stopped
from shared.store import HighWaterMarks

Marks = Mapping[str, tuple[HighWaterMarks, datetime]]  # as recorded, by source
FRESH = timedelta(
    seconds=60
)  # the following process asks far more often; later, the answer is unknown


@dataclass(frozen=True)
class Completeness:
    """All of `service` up to `position` is applied; `missing` messages are parked or waiting."""

    service: str
    position: int
    head: int
    as_of: datetime | None  # when the head was numbered; None while the service is silent
    missing: int
    last_contact_at: datetime | None  # when the service last said how far it is; None for never

    @property
    def complete(self) -> bool:
        """Was everything applied that the service had at the last contact?"""
        return self.last_contact_at is not None and self.position == self.head

    def is_complete(self, now: datetime) -> bool:
        """The same, and the last contact is so recent that it is still true."""
        return (
            self.complete
            and self.last_contact_at is not None
            and now - self.last_contact_at <= FRESH
        )


def completeness(consumer: Consumer) -> Completeness:
    """How far one consumer has come.

    Its own store is asked once the connection is given back: whoever holds one waits for no second.
    """
    with consumer.database.reading() as db:
        rows, marks = _read([consumer], db)
    (state,) = _compare([consumer], rows, marks)
    return state


def completeness_of(consumers: Sequence[Consumer], db: Connection) -> list[Completeness]:
    """How far a projection has come with each of its sources, in two statements.

    Asked with `db`: whoever holds a connection must not wait for a second one.
    """
    return _compare(consumers, *_read(consumers, db))


def _read(consumers: Sequence[Consumer], db: Connection) -> tuple[Sequence[Row[Any]], Marks]:
    names = {consumer.name for consumer in consumers}
    rows = db.execute(_CHECKPOINTS, {"consumers": sorted(names)}).all()
    return rows, recorded(db)


def _compare(
    consumers: Sequence[Consumer], rows: Sequence[Row[Any]], marks: Marks
) -> list[Completeness]:
    return [
        _compared(
            consumer.source.service,
            consumer.last_known_marks(marks),
            {
                row.partition: row
                for row in rows
                if (row.consumer, row.source) == (consumer.name, consumer.source.service)
            },
        )
        for consumer in consumers
    ]


def _compared(
    service: str,
    last_known: tuple[HighWaterMarks, datetime] | None,
    rows: Mapping[int, Row[Any]],
) -> Completeness:
    """Compare each checkpoint with the last travelling message of its partition."""
    if last_known is None:
        return Completeness(service, 0, 0, None, 0, None)
    marks, last_contact_at = last_known
    reached = marks.position
    for partition, last in marks.partitions.items():
        processed = rows[partition].position if partition in rows else 0
        if processed < last:
            reached = min(reached, processed)
    for row in rows.values():
        if row.first is not None:
            reached = min(reached, row.first - 1)
    if any(row.is_stopped for row in rows.values()):
        reached = min(reached, marks.position - 1)  # it may even have followed another history
    missing = sum(row.missing for row in rows.values())
    return Completeness(
        service,
        reached,
        marks.position,
        marks.numbered_at,
        missing,
        last_contact_at,
    )


# Built once: putting a statement together costs more than running it.
_CHECKPOINTS = (
    select(
        checkpoints.c.consumer,
        checkpoints.c.source,
        checkpoints.c.partition,
        checkpoints.c.position,
        func.min(parked.c.position).label("first"),
        func.count(parked.c.position).label("missing"),
        exists()
        .where(stopped.c.consumer == checkpoints.c.consumer)
        .where(stopped.c.source == checkpoints.c.source)
        .label("is_stopped"),
    )
    .outerjoin_from(
        checkpoints,
        parked,
        and_(
            *(checkpoints.c[name] == parked.c[name] for name in ("consumer", "source", "partition"))
        ),
    )
    .where(checkpoints.c.consumer.in_(bindparam("consumers", expanding=True)))
    .group_by(*(checkpoints.c[name] for name in ("consumer", "source", "partition", "position")))
)
