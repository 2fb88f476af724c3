"""A service's tables as its code declares them, without opening anything of its own."""

from zoneinfo import ZoneInfo

from sqlalchemy import MetaData

from services import runtime
from shared.clock import Clock
from shared.database import Database
from shared.sealing import Open
from shared.service import Service
from shared.source import StoreSource


def service_on(name: str, database: Database) -> Service:
    """The service with everything it listens to, its sources standing for themselves."""
    service = Service(
        name, database=database, clock=Clock(ZoneInfo("Europe/Helsinki")), sealing=Open()
    )
    source = StoreSource(service.store)
    runtime.parts_of(name).listen(service, dict.fromkeys(runtime.NAMES, source))
    return service


def tables_of(name: str) -> list[MetaData]:
    return service_on(name, Database("sqlite:///never-opened")).tables
