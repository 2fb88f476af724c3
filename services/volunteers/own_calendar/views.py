"""What stands in a support person's calendar: nothing of any family, ever."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select

from services.common.calendars.making import Entry
from services.common.codes import RegistrationStatus
from services.common.sessions.domain import Gathering
from services.common.sessions.projections import registrations
from services.common.sessions.queries import is_held
from services.common.sessions.rules import Session
from shared.work import Work

MOST = 200  # courses and groups of one person


def entries(work: Work, volunteer_id: UUID) -> Iterator[Entry]:
    """Every session at which they have a place; what was cancelled says so."""
    c = registrations.c
    query = select(c.gathering_id).where(
        c.participant_id == volunteer_id, c.status == RegistrationStatus.REGISTERED
    )
    for gathering_id in work.db.scalars(query.order_by(c.gathering_id).limit(MOST)).all():
        state, _ = work.load(Gathering(gathering_id))
        for session in state.timetable.sessions:
            yield _entry(state, session)


def _entry(state: Gathering, session: Session) -> Entry:
    plan, held = session.plan, is_held(state, session)
    return Entry(
        id=session.id,
        starts_at=session.starts_at,
        minutes=plan.minutes,
        title=state.announced.title,
        about=plan.topic,
        place=plan.place,
        link=plan.link,
        changes=session.moves + (state.is_cancelled and not session.is_cancelled),
        is_cancelled=not held,
    )
