"""Gauges read from a service's tables at each request: lag, parked events, appended events."""

from collections.abc import Iterator

from sqlalchemy import func, select

from shared.consumer import Consumer, checkpoint as checkpoints
from shared.consumer.parking import BEHIND, PARKED, WAITING
from shared.consumer.tables import parked
from shared.consumer.watched import Watched
from shared.kernel.outages import is_outage
from shared.observability.upkeep import connections, has_none_free, stopped, upkeep
from shared.service import Service
from shared.store import HighWaterMarks
from shared.telemetry import metrics
from shared.telemetry.metrics import Reading


def readings(service: Service) -> Iterator[Reading]:
    """All gauges of one service; of a missing source only its own lag is lacking.

    Gauges that only the following process can know are left out in other processes.
    """
    name, consumers = service.name, service.followers.consumers
    yield from connections(service)
    if has_none_free(service):  # whoever watches hears of that at once, and waits for nothing
        return
    yield Reading(metrics.EVENTS, (name,), service.store.head())
    by_source = {consumer.source.service: consumer for consumer in consumers}  # each asked once
    marks_of = {source: _marks(consumer) for source, consumer in by_source.items()}
    for source, answer in marks_of.items():
        yield Reading(metrics.ANSWERS, (name, source), int(answer is not None))
    for consumer in consumers:
        labels = (name, consumer.name, consumer.source.service)
        if marks := marks_of[consumer.source.service]:
            yield from _lag(consumer, marks, labels)
    yield from stopped(service)
    yield from _parked(service)
    yield from upkeep(service)
    for gauges in service.gauges:
        yield from gauges()


def _marks(consumer: Consumer) -> HighWaterMarks | None:
    try:
        return consumer.source.high_water_marks()
    except Exception as away:
        if is_outage(away):
            return None
        raise


def _lag(consumer: Consumer, marks: HighWaterMarks, labels: tuple[str, ...]) -> Iterator[Reading]:
    behind = dict(_behind(consumer, marks))
    positions = [marks.partitions[partition] - processed for partition, processed in behind.items()]
    yield Reading(metrics.LAG_POSITIONS, labels, max(positions, default=0))
    if isinstance(consumer, Watched):
        return
    since = [
        consumer.source.numbered_after(partition, processed)
        for partition, processed in behind.items()
    ]
    waits = [(consumer.clock.now() - begun).total_seconds() for begun in since if begun]
    yield Reading(metrics.LAG_SECONDS, labels, max([0.0, *waits]))


def _behind(consumer: Consumer, marks: HighWaterMarks) -> Iterator[tuple[int, int]]:
    """Partitions that have more for the consumer, each with the position it has reached."""
    with consumer.database.reading() as db:
        for partition, last in marks.partitions.items():
            checkpoint = checkpoints.read(db, consumer.partition(partition))
            processed = checkpoint.position if checkpoint else 0
            if processed < last:
                yield partition, processed


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
