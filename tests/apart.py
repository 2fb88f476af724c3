"""The four services, each on a database of its own, following each other's stores.

On PostgreSQL they work under a role with the rights that `rinnalla migrate` gives, no others.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import make_url, select, text

from services.platform import registry
from services.platform.isolation import POLICIES
from shared.consumer.source import StoreSource
from shared.consumer.subscription import Projection
from shared.database.engine import Database
from shared.database.row_security import secure
from shared.database.scope import EVERYTHING
from shared.kernel.clock import Clock
from shared.kernel.sealing import Open
from shared.service import Service
from shared.store import Store
from shared.store.roles import grant
from tests.databases import NewDatabase, migrated

CLERK = f"clerk_{uuid4().hex[:8]}"


@contextmanager
def services_apart(new_database_url: NewDatabase) -> Iterator[dict[str, Service]]:
    clock = Clock(ZoneInfo("Europe/Helsinki"))
    databases = {
        name: Database(prepared(name, new_database_url(migrated(name)))) for name in registry.NAMES
    }
    services = {
        name: Service(name, database=database, clock=clock, sealing=Open())
        for name, database in databases.items()
    }
    sources = {name: StoreSource(service.store) for name, service in services.items()}
    for name, service in services.items():
        registry.parts_of(name).listen(service, sources | {name: service.own})
    yield services
    for service in services.values():
        service.close()


def prepared(name: str, url: str, *, partitions: int = 2) -> str:
    """Make the tables as their owner; the address of the role that the service works under."""
    owner = Database(url, connections=1)
    registry.prepare(Store(name, owner), partitions=partitions)
    if not owner.is_sqlite:
        with owner.writing() as db:
            query = text("SELECT 1 FROM pg_roles WHERE rolname = :role")
            if not db.scalar(query, {"role": CLERK}):
                db.execute(text(f"CREATE ROLE {CLERK} LOGIN"))
            grant(db, CLERK, only_read=[registry.steps_of(name).version_table])
            secure(db, POLICIES[name])
        url = make_url(url).set(username=CLERK).render_as_string(hide_password=False)
    owner.close()
    return url


def checksum(service: Service, projection: Projection) -> str:
    """Of all rows of all its tables, whatever their order."""
    rows = []
    with service.database.reading(EVERYTHING) as db:
        for table in projection.tables:
            rows += [f"{table.name} {tuple(row)}" for row in db.execute(select(table))]
    return sha256("\n".join(sorted(rows)).encode()).hexdigest()
