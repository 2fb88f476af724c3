"""Gatherings as lists read them: what is planned when, who has a seat, who was there."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    Connection,
    Date,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Uuid,
    and_,
    func,
    select,
    update,
)

from services.common.codes import (
    GatheringStatus,
    RegistrationStatus,
    SessionStatus,
)
from services.common.sessions import events
from services.common.sessions.rules import moment
from shared.consumer.subscription import Projection
from shared.database.columns import UtcDateTime
from shared.database.upsert import upsert

metadata = MetaData()
gatherings = Table(
    "gatherings",
    metadata,
    Column("gathering_id", Uuid, primary_key=True),
    Column("organisation", Uuid, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("status", String(20), nullable=False),
    Column("title", String(200), nullable=False),
    Column("seats", Integer, nullable=False),  # 0: as many as come
    Column("last_day", Date, nullable=False),  # of its sessions; of what has none, the end of time
    Index("gatherings_of", "organisation", "kind", "last_day"),
)
sessions = Table(
    "gathering_sessions",
    metadata,
    Column("session_id", Uuid, primary_key=True),
    Column("gathering_id", Uuid, nullable=False, index=True),
    Column("status", String(20), nullable=False),
    Column("day", Date, nullable=False),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("minutes", Integer, nullable=False),
)
registrations = Table(
    "registrations",
    metadata,
    Column("gathering_id", Uuid, primary_key=True),
    Column("participant_id", Uuid, primary_key=True),
    Column("organisation", Uuid, nullable=False),
    Column("status", String(20), nullable=False),
    Column("completed_on", Date),  # NULL: not completed
    Index("registrations_of", "participant_id", "status"),
)
attendances = Table(
    "attendances",
    metadata,
    Column("session_id", Uuid, primary_key=True),
    Column("participant_id", Uuid, primary_key=True),
    Column("gathering_id", Uuid, nullable=False, index=True),
    Column("presence", String(20), nullable=False),
    Column("minutes", Integer, nullable=False),
    Index("attendances_of", "participant_id", "presence"),
)
gathering_list = Projection("gatherings", metadata)


@gathering_list.on(events.GatheringPlanned)
def plan(db: Connection, event: events.GatheringPlanned) -> None:
    values = {
        "organisation": event.organisation,
        "kind": event.kind,
        "status": GatheringStatus.PLANNED,
        "title": event.title,
        "seats": event.seats,
    }
    upsert(db, gatherings, {"gathering_id": event.gathering_id}, values | {"last_day": date.max})
    _keep_last_day(db, event.gathering_id)


@gathering_list.on(events.GatheringCancelled)
def cancel(db: Connection, event: events.GatheringCancelled) -> None:
    """What was held before that day stays held."""
    is_it = gatherings.c.gathering_id == event.gathering_id
    db.execute(update(gatherings).where(is_it).values(status=GatheringStatus.CANCELLED))
    of_it = and_(sessions.c.gathering_id == event.gathering_id, sessions.c.day >= event.on)
    db.execute(update(sessions).where(of_it).values(status=SessionStatus.CANCELLED))


@gathering_list.on(events.SessionPlanned, events.SessionMoved)
def place_session(db: Connection, event: events.SessionPlanned | events.SessionMoved) -> None:
    values = {
        "gathering_id": event.gathering_id,
        "status": SessionStatus.PLANNED,
        "day": event.day,
        "starts_at": moment(event.day, event.begins),
        "minutes": event.minutes,
    }
    upsert(db, sessions, {"session_id": event.session_id}, values)
    _keep_last_day(db, event.gathering_id)


@gathering_list.on(events.SessionCancelled)
def cancel_session(db: Connection, event: events.SessionCancelled) -> None:
    is_it = sessions.c.session_id == event.session_id
    db.execute(update(sessions).where(is_it).values(status=SessionStatus.CANCELLED))
    _keep_last_day(db, event.gathering_id)


@gathering_list.on(events.Registered, events.SeatGiven)
def seat(db: Connection, event: events.Registered | events.SeatGiven) -> None:
    _register(db, event, RegistrationStatus.REGISTERED)


@gathering_list.on(events.Queued)
def queue(db: Connection, event: events.Queued) -> None:
    _register(db, event, RegistrationStatus.WAITING)


@gathering_list.on(events.RegistrationWithdrawn)
def withdraw(db: Connection, event: events.RegistrationWithdrawn) -> None:
    db.execute(_theirs(event).values(status=RegistrationStatus.WITHDRAWN))


@gathering_list.on(events.GatheringCompleted)
def complete(db: Connection, event: events.GatheringCompleted) -> None:
    db.execute(_theirs(event).values(completed_on=event.completed_on))


@gathering_list.on(events.AttendanceNoted)
def note(db: Connection, event: events.AttendanceNoted) -> None:
    key = {"session_id": event.session_id, "participant_id": event.participant_id}
    values = {
        "gathering_id": event.gathering_id,
        "presence": event.presence,
        "minutes": event.minutes,
    }
    upsert(db, attendances, key, values)


def _register(db: Connection, event: Any, status: RegistrationStatus) -> None:
    key = {"gathering_id": event.gathering_id, "participant_id": event.participant_id}
    upsert(db, registrations, key, {"organisation": event.organisation, "status": status})


def _keep_last_day(db: Connection, gathering_id: UUID) -> None:
    of_it = sessions.c.gathering_id == gathering_id
    takes_place = sessions.c.status == SessionStatus.PLANNED
    last = db.execute(select(func.max(sessions.c.day)).where(of_it, takes_place)).scalar()
    is_it = gatherings.c.gathering_id == gathering_id
    db.execute(update(gatherings).where(is_it).values(last_day=last or date.max))


def _theirs(event: Any) -> Any:
    c = registrations.c
    return update(registrations).where(
        c.gathering_id == event.gathering_id, c.participant_id == event.participant_id
    )
