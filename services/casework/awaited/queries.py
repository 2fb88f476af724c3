"""What the parts of a case say together: since when it is quiet, and its programme's terms."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, func, select

from services.casework.awaited.projections import appointments, helpers, meetings, terms, visits
from services.common.programme.usual import FOLLOW_UP_MONTHS, QUIET_DAYS


class Terms(NamedTuple):
    """Days until it is quiet, months until the follow-up, and months between summaries."""

    quiet_days: int = QUIET_DAYS
    follow_up_months: int = FOLLOW_UP_MONTHS
    summary_months: int | None = None


def quiet_since(db: Connection, row: Row[Any]) -> date | None:
    """Since when nobody has met the family; None while nobody is there who could."""
    helped = helpers.c.case_id == row.case_id, helpers.c.is_there
    if db.execute(select(helpers.c.helper_id).where(*helped).limit(1)).first() is None:
        return None
    last = select(func.max(visits.c.held_on)).where(visits.c.case_id == row.case_id)
    opened_on: date = row.opened_on
    return db.execute(last).scalar() or opened_on


def next_appointment(db: Connection, row: Row[Any]) -> date | None:
    """The day of the first one of which nobody has said what came of it."""
    c = appointments.c
    return db.execute(select(func.min(c.held_on)).where(c.case_id == row.case_id)).scalar()


def next_meeting(db: Connection, row: Row[Any]) -> tuple[date, date] | None:
    """When the plan was last looked at together, and when it is again; None: no day was agreed."""
    c = meetings.c
    of_case = c.case_id == row.case_id, c.held_on.is_not(None)
    newest = select(c.held_on, c.next_on).where(*of_case).order_by(c.held_on.desc(), c.meeting_id)
    last = db.execute(newest.limit(1)).one_or_none()
    return (last.held_on, last.next_on) if last and last.next_on else None


def terms_of(db: Connection, case: Row[Any]) -> Terms:
    """As the case began with them."""
    c = terms.c
    query = select(c.quiet_days, c.follow_up_months, c.summary_months).where(
        c.programme == case.programme, c.version == case.programme_version
    )
    row = db.execute(query).one_or_none()
    return Terms(*row) if row else Terms()
