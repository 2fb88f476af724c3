"""The roster of each organisation: a row for each duty that stands."""

from sqlalchemy import Column, Connection, Index, MetaData, Table, Uuid, delete, update

from services.casework.duties import events
from shared.consumer.subscription import Projection
from shared.database.columns import UtcDateTime
from shared.database.upsert import upsert

metadata = MetaData()
phone_duties = Table(
    "phone_duties",
    metadata,
    Column("duty_id", Uuid, primary_key=True),
    Column("organisation", Uuid, nullable=False),
    Column("person_id", Uuid, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("until", UtcDateTime, nullable=False),
    Index("phone_duties_organisation", "organisation", "until"),
)
duty_list = Projection("phone_duties", metadata)


@duty_list.on(events.DutyAgreed)
def list_it(db: Connection, event: events.DutyAgreed) -> None:
    names = ("organisation", "person_id", "since", "until")
    values = {name: getattr(event, name) for name in names}
    upsert(db, phone_duties, {"duty_id": event.duty_id}, values)


@duty_list.on(events.DutyHandedOn)
def hand_on(db: Connection, event: events.DutyHandedOn) -> None:
    row = update(phone_duties).where(phone_duties.c.duty_id == event.duty_id)
    db.execute(row.values(person_id=event.person_id))


@duty_list.on(events.DutyCancelled)
def cancel(db: Connection, event: events.DutyCancelled) -> None:
    db.execute(delete(phone_duties).where(phone_duties.c.duty_id == event.duty_id))
