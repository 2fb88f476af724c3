"""Visits as the case's people read them, and whom somebody may log a visit for."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select

from services.casework.cases.domain import Case
from services.casework.cases.policy import is_inside
from services.casework.cases.texts import first_name
from services.casework.matches import queries as matches
from services.casework.visits.policy import VisitedView, logs
from services.casework.visits.projections import visits
from services.common.codes import VisitStatus
from shared.identity.principals import Principal
from shared.kernel.sealing import opened
from shared.work import Work


@dataclass(frozen=True)
class VisitView:
    row: Row[Any]
    notes: str


def of_case(work: Work, case_id: UUID, *, visit_id: UUID | None = None) -> list[VisitView]:
    """The visits of a case, newest first."""
    query = select(visits).where(visits.c.case_id == case_id, visits.c.held_on.is_not(None))
    if visit_id is not None:
        query = query.where(visits.c.visit_id == visit_id)
    rows = work.db.execute(query.order_by(visits.c.held_on.desc(), visits.c.visit_id)).all()
    return [VisitView(row, opened(row.notes, work.sealing) or "") for row in rows]


def last_held(work: Work, case_ids: list[UUID]) -> dict[UUID, date]:
    """The day of the last held visit of each case that has one."""
    held = visits.c.status == VisitStatus.HELD
    query = select(visits.c.case_id, func.max(visits.c.held_on)).where(
        held, visits.c.case_id.in_(case_ids)
    )
    return {row[0]: row[1] for row in work.db.execute(query.group_by(visits.c.case_id)).all()}


@dataclass(frozen=True)
class Week:
    monday: date
    held: int

    @property
    def number(self) -> int:
        return self.monday.isocalendar().week

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)


def weekly(work: Work, case_id: UUID, *, until: date, weeks: int = 12) -> list[Week]:
    """Held visits of each of the last weeks, oldest first; weeks without any are there too."""
    last = until - timedelta(days=until.weekday())
    mondays = [last - timedelta(weeks=back) for back in range(weeks - 1, -1, -1)]
    query = select(visits.c.held_on).where(
        visits.c.case_id == case_id,
        visits.c.status == VisitStatus.HELD,
        visits.c.held_on >= mondays[0],
    )
    days = work.db.execute(query).scalars()
    held = Counter(day - timedelta(days=day.weekday()) for day in days)
    return [Week(monday, held[monday]) for monday in mondays]


@dataclass(frozen=True)
class Child:
    """Whom a support person meets: never more than the first name and an initial."""

    case_id: UUID
    name: str


def supported_by(work: Work, who: Principal) -> list[Child]:
    """Those whom this person supports now, or did as long as late visits may be logged."""
    cases = [work.load(Case(case_id))[0] for case_id in matches.cases_of(work.db, who.id)]
    return [Child(case.id, first_name(case)) for case in cases if is_inside(who, case)]


def visited(work: Work, who: Principal, case_id: UUID) -> VisitedView:
    """A case to log a visit of; raises `NotFound` for whoever may not."""
    case, version = work.load(Case(case_id))
    view = VisitedView(case, version, matches.supports(work.db, who.id, case_id))
    logs.check(who, view)
    return view
