"""Gauges of what keeps a service in order: its connections, access log, duties, deliveries."""

from collections.abc import Iterator

from sqlalchemy import func, select

from shared import duties
from shared.accesslog.tables import chain, heads
from shared.consumer import stopping
from shared.service import Service
from shared.telemetry import metrics
from shared.telemetry.metrics import Reading
from shared.transport.deliveries import delivered


def connections(service: Service) -> Iterator[Reading]:
    """Of this process alone."""
    in_use, limit = service.database.connections()
    yield Reading(metrics.CONNECTIONS, (service.name, "in use"), in_use)
    yield Reading(metrics.CONNECTIONS, (service.name, "limit"), limit)


def has_none_free(service: Service) -> bool:
    """Whether reading anything would only make the queue for a connection longer."""
    in_use, limit = service.database.connections()
    return 0 < limit <= in_use


def stopped(service: Service) -> Iterator[Reading]:
    """Whoever stands still, in this process or as another one has written down."""
    with service.database.reading() as db:
        reasons = {*stopping.reasons(db), *service.followers.stopped}
    followers = {consumer.key for consumer in service.followers.consumers}
    for key in sorted(followers | reasons):  # a relay can stand still too
        name, _, source = key.partition("<")
        yield Reading(metrics.STOPPED, (service.name, name, source), int(key in reasons))


def upkeep(service: Service) -> Iterator[Reading]:
    """What is done by the clock and when it last was, the access log, the deliveries."""
    now, name = service.clock.now(), service.name
    for duty, row in duties.states(service.database).items():
        yield Reading(metrics.DUTY_SECONDS, (name, duty), (now - row.since).total_seconds())
        if row.findings is not None:
            yield Reading(metrics.DUTY_FINDINGS, (name, duty), row.findings)
    with service.database.reading() as db:
        chained = db.execute(select(func.max(chain.c.position))).scalar() or 0
        signed = db.execute(select(func.max(heads.c.position))).scalar() or 0
        given, slowest = delivered(db)
    yield Reading(metrics.ACCESS_ROWS, (name,), chained)
    yield Reading(metrics.ACCESS_UNSIGNED, (name,), chained - signed)
    yield Reading(metrics.DELIVERED, (name,), given)
    behind = 0 if slowest is None else service.store.head() - slowest
    yield Reading(metrics.DELIVERIES_BEHIND, (name,), max(0, behind))
