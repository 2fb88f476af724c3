"""Receptions as they stand, for the public calendar and the rota."""

from sqlalchemy import JSON, Column, Connection, Date, MetaData, Table, Uuid, delete, insert

from services.referral.receptions import events
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert
from shared.kernel.codec import to_json

metadata = MetaData()
receptions = Table(
    "receptions",
    metadata,
    Column("reception_id", Uuid, primary_key=True),
    Column("organisation", Uuid, nullable=False, index=True),
    Column("worker", Uuid, nullable=False, index=True),
    Column("ends_on", Date),  # NULL: until it is ended
    Column("plan", JSON, nullable=False),  # all that was said of it
)
days_off = Table(
    "reception_days_off",
    metadata,
    Column("reception_id", Uuid, primary_key=True),
    Column("day", Date, primary_key=True),
)
rota = Projection("receptions", metadata)


@rota.on(events.ReceptionPlanned)
def plan(db: Connection, event: events.ReceptionPlanned) -> None:
    values = {
        "organisation": event.organisation,
        "worker": event.worker,
        "ends_on": event.ends_on,
        "plan": to_json(event),
    }
    upsert(db, receptions, {"reception_id": event.reception_id}, values)


@rota.on(events.DayOffTaken)
def take_off(db: Connection, event: events.DayOffTaken) -> None:
    db.execute(insert(days_off).values(reception_id=event.reception_id, day=event.day))


@rota.on(events.DayOffGivenBack)
def give_back(db: Connection, event: events.DayOffGivenBack) -> None:
    c = days_off.c
    that = c.reception_id == event.reception_id, c.day == event.day
    db.execute(delete(days_off).where(*that))
