"""Who supports a case, and whom somebody supports."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, func, or_, select

from services.casework.matches.projections import matches, sign_ins
from services.common.codes import MatchStatus
from services.common.matches import GOING_ON, ONCE_AGREED

PERSON = func.coalesce(sign_ins.c.person_id, matches.c.person_id)  # who signs in, as told last


def supporter_on(db: Connection, case_id: UUID, on: date) -> Row[Any] | None:
    """The match whose support person met the family that day; None when there was none.

    First meetings are held between the agreement and the start, so an agreement is enough.
    """
    query = _all().where(
        matches.c.case_id == case_id,
        matches.c.status.in_(ONCE_AGREED),
        matches.c.agreed_on <= on,
        or_(matches.c.ended_on.is_(None), matches.c.ended_on >= on),
    )
    return db.execute(query.order_by(matches.c.agreed_on.desc()).limit(1)).first()


def of_case(db: Connection, case_id: UUID) -> Row[Any] | None:
    """The match that goes on, else the last one that did; None when nobody was found yet."""
    never_was = matches.c.status == MatchStatus.ENTERED_IN_ERROR
    query = _all().where(matches.c.case_id == case_id, ~never_was)
    rows = db.execute(query.order_by(matches.c.agreed_on, matches.c.match_id)).all()
    going_on = [r for r in rows if r.status in GOING_ON]
    agreed = [r for r in rows if r.status in ONCE_AGREED]
    return next(iter([*going_on[::-1], *agreed[::-1], *rows[::-1]]), None)


def supported(db: Connection, case_ids: list[UUID]) -> set[UUID]:
    """Which of these cases have somebody who supports the family, or is about to."""
    going_on = matches.c.status.in_(GOING_ON)
    query = select(matches.c.case_id).where(going_on, matches.c.case_id.in_(case_ids))
    return set(db.execute(query).scalars())


def cases_of(db: Connection, person_id: UUID) -> list[UUID]:
    """The cases in which this person is or was an agreed support person, newest first."""
    query = _all().where(PERSON.in_([person_id]), matches.c.status.in_(ONCE_AGREED))
    newest = query.order_by(matches.c.ended_on.is_not(None), matches.c.agreed_on.desc())
    return list(dict.fromkeys(row.case_id for row in db.execute(newest)))


def running_cases_of(db: Connection, person_id: UUID) -> list[UUID]:
    """The cases in which this person is an agreed support person now, newest first."""
    query = _all().where(
        PERSON.in_([person_id]),
        matches.c.status.in_(ONCE_AGREED),
        matches.c.ended_on.is_(None),
    )
    newest = query.order_by(matches.c.agreed_on.desc(), matches.c.match_id)
    return list(dict.fromkeys(row.case_id for row in db.execute(newest)))


def support_by(db: Connection, person_id: UUID, case_id: UUID) -> Row[Any] | None:
    """The match, running if there is one, in which this person supports the family."""
    query = _all().where(
        PERSON.in_([person_id]),
        matches.c.case_id == case_id,
        matches.c.status.in_(ONCE_AGREED),
    )
    newest = query.order_by(matches.c.ended_on.is_not(None), matches.c.agreed_on.desc())
    return db.execute(newest.limit(1)).first()


def volunteers_of(db: Connection, person_id: UUID) -> list[UUID]:
    """The support person, under one id or several, as whom this person signs in."""
    query = _all().where(PERSON.in_([person_id]), matches.c.status.in_(ONCE_AGREED))
    return list(dict.fromkeys(row.volunteer_id for row in db.execute(query)))


def supports(db: Connection, person_id: UUID, case_id: UUID) -> bool:
    return case_id in cases_of(db, person_id)


def _all() -> Select[Any]:
    """Every match, with the person as whom its support person signs in now."""
    columns = [column for column in matches.c if column.name != "person_id"]
    joined = matches.outerjoin(sign_ins, sign_ins.c.volunteer_id == matches.c.volunteer_id)
    return select(*columns, PERSON.label("person_id")).select_from(joined)
