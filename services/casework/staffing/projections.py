"""Whose seats last for a time, and who may not open which case. Kept with the list of cases.

A seat of `team` holds from the day it was said. A row of `seats_by_day` says otherwise for some
days: that somebody has a seat, or has it no more.
"""

from datetime import date, timedelta
from uuid import UUID, uuid5

from sqlalchemy import (
    Column,
    Connection,
    Date,
    Index,
    MetaData,
    String,
    Table,
    Uuid,
    delete,
    select,
)

from services.casework.staffing import events
from services.common.codes import TeamRole
from shared.consumer.subscription import Projection
from shared.database.upsert import insert_new, upsert

metadata = MetaData()
team = Table(
    "team",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("person_id", Uuid, primary_key=True),
    Column("role", String(20), nullable=False),
    Column("since", Date, nullable=False),
    Index("team_person", "person_id"),
)
seats_by_day = Table(
    "seats_by_day",
    metadata,
    Column("seat_id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False),
    Column("person_id", Uuid, nullable=False),
    Column("stand_in_id", Uuid),  # NULL: of a hand-over
    Column("role", String(20)),  # NULL: they have no seat
    Column("since", Date, nullable=False),
    Column("until", Date),  # the last day; NULL: no end
    Index("seats_by_day_case", "case_id", "person_id"),
    Index("seats_by_day_person", "person_id"),
)
case_locks = Table(
    "case_locks",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("person_id", Uuid, primary_key=True),
    Index("case_locks_person", "person_id"),
)


def keep_seats(projection: Projection) -> None:
    """Let the projection of the list of cases keep these tables too."""
    projection.on(events.HandOverAccepted)(hand_over)
    projection.on(events.HandOverWithdrawn)(keep_seat)
    projection.on(events.StandInAgreed)(stand_in)
    projection.on(events.StandInEnded)(stand_in_no_more)
    projection.on(events.PersonLockedOut)(lock_out)
    projection.on(events.PersonLetIn)(unlock)


def hand_over(db: Connection, event: events.HandOverAccepted) -> None:
    _put(db, event.case_id, event.to, role=event.role, since=event.first_day)
    if event.leaving is not None:
        _put(db, event.case_id, event.leaving, role=None, since=event.first_day)


def keep_seat(db: Connection, event: events.HandOverWithdrawn) -> None:
    c = seats_by_day.c
    of_handover = c.case_id == event.case_id, c.stand_in_id.is_(None)
    db.execute(delete(seats_by_day).where(*of_handover))


def settle(db: Connection, case_id: UUID, person_id: UUID) -> None:
    """`team` says by now what a hand-over has brought."""
    c = seats_by_day.c
    of_handover = c.case_id == case_id, c.person_id == person_id, c.stand_in_id.is_(None)
    db.execute(delete(seats_by_day).where(*of_handover))


def stand_in(db: Connection, event: events.StandInAgreed) -> None:
    about = {"case_id": event.case_id, "person_id": event.person_id}
    for role, since, until in (
        (TeamRole.SUBSTITUTE, event.since, event.until),
        (None, event.until + timedelta(days=1), None),
    ):
        values = {"role": role, "since": since, "until": until, **about}
        key = {"seat_id": uuid5(event.stand_in_id, str(role))}
        upsert(db, seats_by_day, key, {"stand_in_id": event.stand_in_id, **values})


def stand_in_no_more(db: Connection, event: events.StandInEnded) -> None:
    db.execute(delete(seats_by_day).where(seats_by_day.c.stand_in_id == event.stand_in_id))


def lock_out(db: Connection, event: events.PersonLockedOut) -> None:
    insert_new(db, case_locks, {"case_id": event.case_id, "person_id": event.person_id})


def unlock(db: Connection, event: events.PersonLetIn) -> None:
    c = case_locks.c
    is_it = c.case_id == event.case_id, c.person_id == event.person_id
    db.execute(delete(case_locks).where(*is_it))


def seats_of(db: Connection, person_id: UUID) -> list[UUID]:
    """The cases in which somebody has a seat, or is to have one."""
    query = select(team.c.case_id).where(team.c.person_id == person_id)
    ahead = select(seats_by_day.c.case_id).where(seats_by_day.c.person_id == person_id)
    return sorted(set(db.execute(query.union(ahead)).scalars()))


def _put(
    db: Connection, case_id: UUID, person_id: UUID, *, role: TeamRole | None, since: date
) -> None:
    values = {"case_id": case_id, "person_id": person_id, "role": role, "since": since}
    upsert(db, seats_by_day, {"seat_id": uuid5(case_id, str(person_id))}, values)
