"""Gauges read from a service's tables when somebody asks: lag, what is parked, events appended."""

from collections.abc import Iterator

from sqlalchemy import func, select

from shared.consumer import Consumer, checkpoint as marks
from shared.consumer.parking import BEHIND, PARKED, WAITING
from shared.consumer.tables import parked
from shared.consumer.watched import Watched
from shared.kernel.outages import is_outage
from shared.service import Service
from shared.store import Heads
from shared.telemetry import metrics
from shared.telemetry.metrics import Reading


def readings(service: Service) -> Iterator[Reading]:
    """All gauges of one service; a source that is away costs its own lag alone.

    What only the process that follows can know is left out where another one does.
    """
    name, consumers = service.name, service.followers.consumers
    yield Reading(metrics.EVENTS, (name,), service.store.head())
    asked = {consumer.source.service: consumer for consumer in consumers}  # once for all
    known = {source: _heads(consumer) for source, consumer in asked.items()}
    for source, found in known.items():
        yield Reading(metrics.ANSWERS, (name, source), int(found is not None))
    for consumer in consumers:
        labels = (name, consumer.name, consumer.source.service)
        if heads := known[consumer.source.service]:
            yield from _lag(consumer, heads, labels)
        if not isinstance(consumer, Watched):
            stopped = consumer.key in service.followers.stopped
            yield Reading(metrics.STOPPED, labels, int(stopped))
    yield from _parked(service)


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
    if isinstance(consumer, Watched):
        return
    since = [consumer.source.numbered_after(road, passed) for road, passed in behind.items()]
    waits = [(consumer.clock.now() - begun).total_seconds() for begun in since if begun]
    yield Reading(metrics.LAG_SECONDS, labels, max([0.0, *waits]))


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
