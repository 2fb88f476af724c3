"""Who has registered for what, without saying who they are: for whoever keeps their time."""

from sqlalchemy import Column, Connection, Date, MetaData, Table, Uuid, delete

from services.common.erasure.events import PersonErased
from services.referral.event_seats.events import SeatsAwaited, SeatsTaken
from services.referral.registrations.events import RegistrationMade
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert

metadata = MetaData()
registrations = Table(
    "registrations",
    metadata,
    Column("registration_id", Uuid, primary_key=True),
    Column("happening_id", Uuid, nullable=False, index=True),
    Column("organisation", Uuid),  # NULL: what they wrote follows in a moment
    Column("day", Date),  # NULL: all times of it
)
registered = Projection("registrations", metadata)


@registered.on(SeatsTaken, SeatsAwaited)
def list_it(db: Connection, event: SeatsTaken | SeatsAwaited) -> None:
    values = {"happening_id": event.happening_id, "day": event.day}
    upsert(db, registrations, {"registration_id": event.registration_id}, values)


@registered.on(RegistrationMade)
def say_whose(db: Connection, event: RegistrationMade) -> None:
    values = {"happening_id": event.happening_id, "organisation": event.organisation}
    upsert(db, registrations, {"registration_id": event.registration_id}, values)


@registered.on(PersonErased)
def forget(db: Connection, event: PersonErased) -> None:
    c = registrations.c
    db.execute(delete(registrations).where(c.registration_id == event.person_id))
