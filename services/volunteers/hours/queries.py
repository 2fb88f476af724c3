"""How much time a support person has given."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from services.common.codes import VisitStatus
from services.volunteers.hours.projections import expenses, visits
from shared.work import Work

SHOWN = 5


@dataclass(frozen=True)
class Spent:
    """What was driven and paid for one visit."""

    held_on: date
    kilometres: int
    costs: Decimal  # euros
    hours_away: Decimal = Decimal(0)  # on a camp or a day trip


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


def expenses_of(work: Work, volunteer_id: UUID, *, since: date) -> list[Spent]:
    """What was driven and paid since a day, newest first."""
    query = select(expenses).where(
        expenses.c.volunteer_id == volunteer_id, expenses.c.held_on >= since
    )
    ordered = query.order_by(expenses.c.held_on.desc(), expenses.c.visit_id)
    return [
        Spent(row.held_on, row.kilometres, Decimal(row.cents) / 100, row.hours_away or Decimal(0))
        for row in work.db.execute(ordered)
    ]
