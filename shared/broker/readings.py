"""A relay's gauges, read from its database when somebody asks, whichever process is at work."""

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import func, select

from shared.broker.lease import NAME
from shared.broker.outlets import Outlet, ToServices
from shared.broker.relay import Relay
from shared.broker.tables import relay_cursors, relay_lease
from shared.database import Database
from shared.telemetry import metrics
from shared.telemetry.metrics import Reading


def readings(relay: Relay, service: str) -> Iterator[Reading]:
    """How far the topics are behind the store, and how long whoever relays has been silent."""
    database = relay.lease.database
    places = select(relay_cursors.c.topic, relay_cursors.c.position)
    with database.reading() as db:
        until = db.execute(select(relay_lease.c.until).where(relay_lease.c.name == NAME)).scalar()
        positions = {row.topic: row.position for row in db.execute(places)}
    if until is not None:
        silent = _since(database, until) + relay.lease.lasts
        yield Reading(metrics.RELAY_SILENT, (service,), max(0.0, silent))
    for outlet in relay.outlets():
        yield from _behind(database, outlet, positions.get(outlet.topic, 0), service)


def _behind(database: Database, outlet: Outlet, position: int, service: str) -> Iterator[Reading]:
    labels = (service, outlet.topic)
    if isinstance(outlet, ToServices):  # a partner's topic has numbers of its own
        last = max(outlet.store.heads().partitions.values())
        yield Reading(metrics.RELAY_LAG_POSITIONS, labels, max(0, last - position))
    due = [datetime.fromtimestamp(one.at / 1000, UTC) for one in outlet.due(position, 1)]
    waits = [_since(database, numbered_at) for numbered_at in due]
    yield Reading(metrics.RELAY_LAG_SECONDS, labels, max([0.0, *waits]))


def _since(database: Database, moment: datetime) -> float:
    """Seconds by the database's clock, which all of these moments are of."""
    with database.reading() as db:
        now: datetime = db.execute(select(func.clock_timestamp())).scalar_one()
    return (now - moment).total_seconds()
