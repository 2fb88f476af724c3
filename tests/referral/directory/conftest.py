"""A referral service with the directory's tables, on each kind of database, stepped by hand."""

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from services.common import catalogue
from services.platform import registry
from services.referral.directory.projections import agreed
from shared.database.engine import Database
from shared.kernel.clock import Clock
from shared.kernel.sealing import Open
from shared.service import Service
from tests.databases import NewDatabase, migrated
from tests.platform import platform

__all__ = ["platform"]
NOON = datetime(2026, 11, 20, 10, tzinfo=UTC)


@pytest.fixture
def service(new_database_url: NewDatabase) -> Iterator[Service]:
    clock = Clock(ZoneInfo("Europe/Helsinki"), lambda: NOON)
    database = Database(new_database_url(migrated("referral")))
    service = Service("referral", database=database, clock=clock, sealing=Open())
    service.listen(catalogue.catalogue, service.own)
    service.listen(agreed, service.own)
    registry.prepare(service.store, partitions=4)
    yield service
    service.close()
