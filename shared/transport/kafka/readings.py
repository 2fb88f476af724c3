"""A relay's gauges, read from its database at each request, whichever process relays."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Row, func, select

from shared.database.engine import Database
from shared.telemetry import metrics
from shared.telemetry.metrics import Reading
from shared.transport.kafka.lease import LASTS, NAME
from shared.transport.kafka.relay import Relay
from shared.transport.kafka.relay_targets import RelayTarget, ToServices
from shared.transport.kafka.tables import relay_cursors, relay_lease


@dataclass(frozen=True)
class Place:
    """How far a topic was written, and when; before the first time 0 and None."""

    position: int = 0
    moved_at: datetime | None = None


def readings(relay: Relay, service: str) -> Iterator[Reading]:
    """How far the topics are behind the store, and how long the relaying process is silent."""
    c = relay_cursors.c
    with relay.lease.database.reading() as db:
        lease = db.execute(select(relay_lease).where(relay_lease.c.name == NAME)).first()
        places = {
            row.topic: Place(row.position, row.moved_at if row.position else None)
            for row in db.execute(select(c.topic, c.position, c.moved_at))
        }
    yield from _lease(relay, service, lease)
    for target in relay.targets():
        yield from _behind(relay.lease.database, target, places.get(target.topic, Place()))


def silence(database: Database, service: str) -> Iterator[Reading]:
    """How long nobody has relayed, told by a process that does not relay; nothing before the first.

    So that it is heard when no relay runs at all.
    """
    until = select(relay_lease.c.until).where(relay_lease.c.name == NAME)
    with database.reading() as db:
        last = db.execute(until).scalar()
    if last is not None:
        silent = max(0.0, _since(database, last) + LASTS)
        yield Reading(metrics.RELAY_SILENT, (service,), silent)


def _lease(relay: Relay, service: str, lease: Row[tuple[object, ...]] | None) -> Iterator[Reading]:
    over = _since(relay.lease.database, lease.until) if lease is not None else 0.0
    ours = lease is not None and lease.term == relay.lease.term and over < 0
    yield Reading(metrics.RELAY_HOLDS, (service,), int(ours))
    if lease is not None:
        yield Reading(metrics.RELAY_SILENT, (service,), max(0.0, over + relay.lease.lasts))


def _behind(database: Database, target: RelayTarget, place: Place) -> Iterator[Reading]:
    labels = (target.service, target.topic)
    if isinstance(target, ToServices):  # a partner's topic has numbers of its own
        last = max(target.store.high_water_marks().partitions.values())
        yield Reading(metrics.RELAY_LAG_POSITIONS, labels, max(0, last - place.position))
    waits = [
        _since(database, datetime.fromtimestamp(record.at / 1000, UTC))
        for record in target.records(place.position, 1)
    ]
    yield Reading(metrics.RELAY_LAG_SECONDS, labels, max([0.0, *waits]))
    if place.moved_at is not None:
        confirmed = _since(database, place.moved_at)
        yield Reading(metrics.RELAY_CONFIRMED, labels, max(0.0, confirmed))


def _since(database: Database, moment: datetime) -> float:
    """Seconds by the database's clock, which gave all of these moments."""
    with database.reading() as db:
        now: datetime = db.execute(select(func.clock_timestamp())).scalar_one()
    return (now - moment).total_seconds()
