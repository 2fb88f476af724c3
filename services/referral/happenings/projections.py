"""Open events and their days, as lists read them."""

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    Update,
    Uuid,
    update,
)

from services.common.sessions.rules import moment
from services.referral.happenings import events
from shared.consumer.subscription import Projection
from shared.database.columns import UtcDateTime
from shared.database.upsert import upsert
from shared.kernel.codec import to_json

metadata = MetaData()
happenings = Table(
    "happenings",
    metadata,
    Column("happening_id", Uuid, primary_key=True),
    Column("organisation", Uuid, nullable=False, index=True),
    Column("published_on", Date),  # NULL: its own organisation alone reads of it
    Column("cancelled_on", Date),  # NULL: it takes place
    Column("plan", JSON, nullable=False),  # all that was said of it
)
days = Table(
    "happening_days",
    metadata,
    Column("happening_id", Uuid, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("starts_at", UtcDateTime, nullable=False, index=True),
    Column("minutes", Integer, nullable=False),
    Column("topic", String(200), nullable=False),
    Column("moves", Integer, nullable=False),  # how often it was changed
    Column("is_cancelled", Boolean, nullable=False),
)
announced = Projection("happenings", metadata)


@announced.on(events.HappeningPlanned)
def plan(db: Connection, event: events.HappeningPlanned) -> None:
    values = {"organisation": event.organisation, "plan": to_json(event)}
    upsert(db, happenings, {"happening_id": event.happening_id}, values)


@announced.on(events.HappeningPublished)
def publish(db: Connection, event: events.HappeningPublished) -> None:
    db.execute(_of(event).values(published_on=event.on))


@announced.on(events.HappeningCancelled)
def cancel(db: Connection, event: events.HappeningCancelled) -> None:
    db.execute(_of(event).values(cancelled_on=event.on))


@announced.on(events.DayPlanned)
def plan_day(db: Connection, event: events.DayPlanned) -> None:
    values = {
        "starts_at": moment(event.day, event.begins),
        "minutes": event.minutes,
        "topic": event.topic,
        "is_cancelled": False,
    }
    anew = _on(event).values(**values, moves=days.c.moves + 1)
    if not db.execute(anew).rowcount:
        key = {"happening_id": event.happening_id, "day": event.day}
        upsert(db, days, key, values | {"moves": 0})


@announced.on(events.DayCancelled)
def cancel_day(db: Connection, event: events.DayCancelled) -> None:
    db.execute(_on(event).values(is_cancelled=True, moves=days.c.moves + 1))


def _of(event: Any) -> Update:
    return update(happenings).where(happenings.c.happening_id == event.happening_id)


def _on(event: events.DayPlanned | events.DayCancelled) -> Update:
    c = days.c
    return update(days).where(c.happening_id == event.happening_id, c.day == event.day)
