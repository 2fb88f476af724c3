"""Gauges read from a service's tables when somebody asks: lag, what is parked, events appended."""

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol, runtime_checkable

from sqlalchemy import func, select

from shared.consumer import Consumer, checkpoint as marks
from shared.consumer.parking import BEHIND, PARKED, WAITING
from shared.consumer.tables import parked
from shared.outages import is_outage
from shared.service import Service
from shared.store import Heads
from shared.telemetry import metrics
from shared.telemetry.metrics import Reading


@runtime_checkable
class Dated(Protocol):
    """A source that can tell how long the next event of a road has waited."""

    def numbered_after(self, partition: int, position: int) -> datetime | None:
        """When the first event after this position was numbered; None for none."""
        ...


def readings(service: Service) -> Iterator[Reading]:
    """All gauges of one service; a source that is away costs its own lag alone."""
    name, consumers = service.name, service.followers.consumers
    yield Reading(metrics.EVENTS, (name,), service.store.head())
    heads = {_road_of(consumer): consumer for consumer in consumers}
    known = {road: _heads(consumer) for road, consumer in heads.items()}
    for source in sorted({consumer.source.service for consumer in consumers}):
        told = all(found for (_, of), found in known.items() if of == source)
        yield Reading(metrics.ANSWERS, (name, source), int(told))
    for consumer in consumers:
        labels = (name, consumer.name, consumer.source.service)
        if found := known[_road_of(consumer)]:
            yield from _lag(consumer, found, labels)
        stopped = consumer.key in service.followers.stopped
        yield Reading(metrics.STOPPED, labels, int(stopped))
    yield from _parked(service)


def _road_of(consumer: Consumer) -> tuple[type, str]:
    """What is asked once for all who share it: a service's own road is not that of the others."""
    return type(consumer.source), consumer.source.service


def _heads(consumer: Consumer) -> Heads | None:
    try:
        return consumer.source.heads()
    except Exception as away:
        if is_outage(away):
            return None
        raise


def _lag(consumer: Consumer, heads: Heads, labels: tuple[str, ...]) -> Iterator[Reading]:
    behind = dict(_behind(consumer, heads))
    positions = [heads.partitions[road] - passed for road, passed in behind.items()]
    yield Reading(metrics.LAG_POSITIONS, labels, max(positions, default=0))
    if isinstance(consumer.source, Dated):
        since = [consumer.source.numbered_after(road, passed) for road, passed in behind.items()]
        waits = [(consumer.clock.now() - begun).total_seconds() for begun in since if begun]
        yield Reading(metrics.LAG_SECONDS, labels, max(0.0, *waits, 0.0))


def _behind(consumer: Consumer, heads: Heads) -> Iterator[tuple[int, int]]:
    """Roads that have something left for it, with the position that it has passed on each."""
    with consumer.database.reading() as db:
        for road, last in heads.partitions.items():
            mark = marks.read(db, consumer.road(road))
            passed = mark.position if mark else 0
            if passed < last:
                yield road, passed


def _parked(service: Service) -> Iterator[Reading]:
    c = parked.c
    query = select(c.consumer, c.source, c.state, func.count()).group_by(
        c.consumer, c.source, c.state
    )
    with service.database.reading() as db:
        counts = {(name, source, state): n for name, source, state, n in db.execute(query)}
    for consumer in service.followers.consumers:
        for state in (PARKED, WAITING, BEHIND):
            key = (consumer.name, consumer.source.service, state)
            yield Reading(metrics.PARKED, (service.name, *key), counts.get(key, 0))
