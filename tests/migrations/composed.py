"""A service's tables as its code declares them, without opening anything of its own."""

from zoneinfo import ZoneInfo

from sqlalchemy import MetaData

from services.platform import registry
from shared.consumer.source import StoreSource
from shared.database.engine import Database
from shared.kernel.clock import Clock
from shared.kernel.sealing import Open
from shared.service import Service
from shared.tables import all_tables


def service_on(name: str, database: Database) -> Service:
    """The service with everything it listens to, its sources standing for themselves."""
    service = Service(
        name, database=database, clock=Clock(ZoneInfo("Europe/Helsinki")), sealing=Open()
    )
    source = StoreSource(service.store)
    registry.parts_of(name).listen(service, dict.fromkeys(registry.NAMES, source))
    return service


def tables_of(name: str) -> list[MetaData]:
    return all_tables(service_on(name, Database("sqlite:///never-opened")))
