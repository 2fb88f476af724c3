"""The stores of three services, and reporting with its facts of them, on each database."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from services import runtime
from services.reporting.facts import queries
from services.reporting.facts.projections import facts
from services.reporting.indicators.ways import Way
from shared.clock import Clock
from shared.database import Database
from shared.sealing import Open
from shared.service import Service
from shared.source import StoreSource

SOURCES = ("referral", "volunteers", "casework")
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.fixture
def services(new_database_url: Callable[[], str]) -> Iterator[dict[str, Service]]:
    clock = Clock(ZoneInfo("Europe/Helsinki"), lambda: NOON)
    with ExitStack() as stack:
        found: dict[str, Service] = {}
        for name in (*SOURCES, "reporting"):
            database = Database(new_database_url(), sync="OFF")
            found[name] = Service(name, database=database, clock=clock, sealing=Open())
            stack.callback(found[name].close)
            runtime.prepare(found[name].store, partitions=4)
        sources = [StoreSource(found[name].store) for name in SOURCES]
        runtime.listen_to_common(found["reporting"], sources[0])
        found["reporting"].listen(facts, *sources)
        yield found


def ways(services: dict[str, Service]) -> list[Way]:
    """Every way, once all that was told has been followed."""
    services["reporting"].followers.settle()
    with services["reporting"].database.reading() as db:
        return queries.ways(db)
