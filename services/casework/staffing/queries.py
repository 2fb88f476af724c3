"""Whose cases are whose today, for lists."""

from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, or_, select

from services.casework.staffing.projections import case_locks, seats_by_day, team
from services.common.codes import TeamRole


def has_seat(
    case_id: ColumnElement[UUID], person: UUID, today: date, *roles: TeamRole
) -> ColumnElement[bool]:
    """Has the person a seat in the case today, in one of these roles where any are named?"""
    c = seats_by_day.c
    holds = c.person_id == person, c.since <= today, or_(c.until.is_(None), c.until >= today)
    out = select(c.case_id).where(*holds, c.role.is_(None))
    own = select(team.c.case_id).where(team.c.person_id == person, team.c.case_id.not_in(out))
    by_day = select(c.case_id).where(*holds, c.role.is_not(None))
    if roles:
        own, by_day = own.where(team.c.role.in_(roles)), by_day.where(c.role.in_(roles))
    return case_id.in_(own) | case_id.in_(by_day)


def is_unlocked(case_id: ColumnElement[UUID], person: UUID) -> ColumnElement[bool]:
    """Is it a case that the person is not locked out of?"""
    locked = select(case_locks.c.case_id).where(case_locks.c.person_id == person)
    return case_id.not_in(locked)


def locked_cases(db: Connection, person: UUID) -> set[UUID]:
    """The cases that the person may never open."""
    query = select(case_locks.c.case_id).where(case_locks.c.person_id == person)
    return set(db.execute(query).scalars())


def due_seats(db: Connection, today: date, *, most: int) -> list[UUID]:
    """Cases in which somebody else works from today on, or no longer does."""
    c = seats_by_day.c
    query = select(c.case_id).where(c.since <= today).distinct().order_by(c.case_id)
    return list(db.execute(query.limit(most)).scalars())
