"""What each organisation has declared of its programmes, one row each."""

from typing import Any

from sqlalchemy import Column, Connection, Date, Integer, MetaData, String, Table, Uuid

from services.referral.openings.events import CapacityClosed, CapacityDeclared, CapacityOpened
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert

metadata = MetaData()
openings = Table(
    "openings",
    metadata,
    Column("opening_id", Uuid, primary_key=True),
    Column("organisation", Uuid, nullable=False, index=True),
    Column("programme", String(60), nullable=False),
    Column("places", Integer),  # families; NULL: not declared
    Column("period", String(12)),  # what the places count; NULL: not declared
    Column("closed", String(12)),  # why; NULL: open
    Column("closed_from", Date),
    Column("closed_until", Date),  # the last day; NULL: until it opens again
)
declared = Projection("openings", metadata)


@declared.on(CapacityDeclared)
def declare(db: Connection, event: CapacityDeclared) -> None:
    _keep(db, event, places=event.places, period=event.period)


@declared.on(CapacityClosed)
def close(db: Connection, event: CapacityClosed) -> None:
    _keep(db, event, closed=event.reason, closed_from=event.on, closed_until=event.until)


@declared.on(CapacityOpened)
def open_again(db: Connection, event: CapacityOpened) -> None:
    _keep(db, event, closed=None, closed_from=None, closed_until=None)


def _keep(db: Connection, event: Any, **values: Any) -> None:
    about = {"organisation": event.organisation, "programme": event.programme}
    upsert(db, openings, {"opening_id": event.opening_id}, about | values)
