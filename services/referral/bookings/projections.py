"""Which times are booked: for whoever meets families, and, without anybody, for the calendar."""

from typing import Any

from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, Uuid, delete, update

from services.common.codes import BookingStatus
from services.common.erasure.events import PersonErased
from services.referral.bookings import events
from shared.consumer.subscription import Projection
from shared.database.columns import UtcDateTime
from shared.database.upsert import upsert

metadata = MetaData()
bookings = Table(
    "bookings",
    metadata,
    Column("booking_id", Uuid, primary_key=True),
    Column("organisation", Uuid, nullable=False),
    Column("reception_id", Uuid, nullable=False),
    Column("worker", Uuid, nullable=False),
    Column("theme", String(20), nullable=False),
    Column("status", String(20), nullable=False),
    Column("starts_at", UtcDateTime, nullable=False, index=True),
    Column("minutes", Integer, nullable=False),
    Column("booker", Uuid, index=True),  # a professional of elsewhere; NULL: the family, a worker
    Column("booker_home", Uuid),
)
taken = Table(
    "taken_times",
    metadata,
    Column("booking_id", Uuid, primary_key=True),
    Column("worker", Uuid, nullable=False),
    Column("starts_at", UtcDateTime, nullable=False, index=True),
    Column("minutes", Integer, nullable=False),
)
NAMES = (
    "organisation",
    "reception_id",
    "worker",
    "theme",
    "starts_at",
    "minutes",
    "booker",
    "booker_home",
)
booked = Projection("bookings", metadata)


@booked.on(events.BookingMade)
def list_it(db: Connection, event: events.BookingMade) -> None:
    values = {name: getattr(event, name) for name in NAMES}
    key = {"booking_id": event.booking_id}
    upsert(db, bookings, key, values | {"status": BookingStatus.BOOKED})
    upsert(db, taken, key, {name: values[name] for name in ("worker", "starts_at", "minutes")})


@booked.on(events.BookingMoved)
def move(db: Connection, event: events.BookingMoved) -> None:
    time = {name: getattr(event, name) for name in ("worker", "starts_at", "minutes")}
    _change(db, event, reception_id=event.reception_id, **time)
    upsert(db, taken, {"booking_id": event.booking_id}, time)


@booked.on(events.BookingCancelled)
def cancel(db: Connection, event: events.BookingCancelled) -> None:
    _change(db, event, status=BookingStatus.CANCELLED)
    db.execute(delete(taken).where(taken.c.booking_id == event.booking_id))


@booked.on(events.BookingSettled)
def settle(db: Connection, event: events.BookingSettled) -> None:
    _change(db, event, status=event.status)


@booked.on(PersonErased)
def forget(db: Connection, event: PersonErased) -> None:
    for table in (bookings, taken):
        db.execute(delete(table).where(table.c.booking_id == event.person_id))


def _change(db: Connection, event: events.BookingEvent, **values: Any) -> None:
    row = update(bookings).where(bookings.c.booking_id == event.booking_id)
    db.execute(row.values(values))
