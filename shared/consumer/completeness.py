"""How complete a consumer is: a figure is worth as much as this answer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from shared.consumer import checkpoint as marks
from shared.consumer.checkpoint import Road
from shared.consumer.consumer import Consumer
from shared.consumer.tables import parked

FRESH = timedelta(seconds=60)  # whoever follows asks far more often; beyond it, nobody knows


@dataclass(frozen=True)
class Completeness:
    """Everything of `service` up to `position` is in; `missing` messages are parked or waiting."""

    service: str
    position: int
    head: int
    as_of: datetime | None  # when the head was numbered; None while the service is silent
    missing: int
    heard_at: datetime | None  # when the service last said how far it is; None for never

    @property
    def complete(self) -> bool:
        """Is everything in that the service was last heard to hold?"""
        return self.heard_at is not None and self.position == self.head

    def is_complete(self, now: datetime) -> bool:
        """The same, and it was heard so lately that this says something about now."""
        return self.complete and self.heard_at is not None and now - self.heard_at <= FRESH


def completeness(consumer: Consumer) -> Completeness:
    """Compare each road with its last travelling message; a quiet road proves nothing itself."""
    told = consumer.told()
    if told is None:
        return Completeness(consumer.source.service, 0, 0, None, 0, None)
    heads, heard_at = told
    reached = heads.position
    missing = 0
    with consumer.database.reading() as db:
        for partition, last in heads.partitions.items():
            road = consumer.road(partition)
            mark = marks.read(db, road)
            passed = mark.position if mark else 0
            if passed < last:
                reached = min(reached, passed)
            first, held = _parked(db, road)
            missing += held
            if first is not None:
                reached = min(reached, first - 1)
    return Completeness(
        consumer.source.service, reached, heads.position, heads.numbered_at, missing, heard_at
    )


def _parked(db: Connection, road: Road) -> tuple[int | None, int]:
    c = parked.c
    query = select(func.min(c.position), func.count()).where(
        c.consumer == road.consumer, c.source == road.source, c.partition == road.partition
    )
    first, held = db.execute(query).one()
    return first, held
