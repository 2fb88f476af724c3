"""How much time a support person has given."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from services.common.codes import VisitStatus
from services.volunteers.hours.projections import visits
from shared.work import Work

SHOWN = 5


@dataclass(frozen=True)
class Given:
    minutes: int
    visits: int
    latest: list[tuple[date, int]]  # day, minutes; newest first


def of_volunteer(work: Work, volunteer_id: UUID, *, since: date) -> Given:
    """The visits that were held since a day."""
    query = select(visits.c.held_on, visits.c.minutes).where(
        visits.c.volunteer_id == volunteer_id,
        visits.c.status == VisitStatus.HELD,
        visits.c.held_on >= since,
    )
    rows = work.db.execute(query.order_by(visits.c.held_on.desc(), visits.c.visit_id)).all()
    latest = [(row.held_on, row.minutes) for row in rows[:SHOWN]]
    return Given(sum(row.minutes for row in rows), len(rows), latest)
