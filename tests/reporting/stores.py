"""Reporting's facts with the stores of the three services that they follow, stepped by hand."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from services.common.composition import listen_to_common
from services.platform import registry
from services.reporting.facts import queries
from services.reporting.facts.projections import facts
from services.reporting.indicators.timeline import ReferralTimeline
from shared.consumer.source import StoreSource
from shared.database.engine import Database
from shared.kernel.clock import Clock
from shared.kernel.sealing import Open
from shared.service import Service
from tests.databases import NewDatabase, migrated

SOURCES = ("referral", "volunteers", "casework")
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.fixture
def services(new_database_url: NewDatabase) -> Iterator[dict[str, Service]]:
    """All four on the database under test; reporting follows, and knows the programmes."""
    clock = Clock(ZoneInfo("Europe/Helsinki"), lambda: NOON)
    with ExitStack() as stack:
        opened: dict[str, Service] = {}
        for name in (*SOURCES, "reporting"):
            database = Database(new_database_url(migrated(name)), sync="OFF")
            opened[name] = Service(name, database=database, clock=clock, sealing=Open())
            stack.callback(opened[name].close)
            registry.prepare(opened[name].store, partitions=4)
        sources = [StoreSource(opened[name].store) for name in SOURCES]
        listen_to_common(opened["reporting"], sources[0])
        opened["reporting"].listen(facts, *sources)
        yield opened


def timelines(services: dict[str, Service]) -> list[ReferralTimeline]:
    """What the facts say, once reporting has followed everything."""
    services["reporting"].followers.settle()
    with services["reporting"].database.reading() as db:
        return queries.timelines(db)
