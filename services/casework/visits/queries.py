"""Visits as the case's people read them, and whom somebody may log a visit for."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select

from services.casework.cases.domain import Case
from services.casework.cases.policy import is_inside, reads_note
from services.casework.cases.texts import first_name
from services.casework.matches import queries as matches
from services.casework.visits.domain import Visit
from services.casework.visits.policy import VisitedView, VisitView, logs, reads
from services.casework.visits.projections import visits
from services.casework.visits.rules import VisitFacts
from services.common.codes import Activity, Impression, VisitKind, VisitStatus
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.kernel.sealing import opened
from shared.work import Work


@dataclass(frozen=True)
class ListedVisit:
    """A visit with what was said of it, opened."""

    row: Row[Any]
    facts: VisitFacts


STANDING = visits.c.held_on.is_not(None) & visits.c.is_error.is_(None)


def of_case(work: Work, who: Principal, case: Case) -> list[ListedVisit]:
    """The visits of a case that one of its own people reads, newest first."""
    return [
        each
        for each in counted(work, case.id)
        if reads_note(who, case, each.row.held_on, by=each.row.by or "")
    ]


def counted(work: Work, case_id: UUID, *, visit_id: UUID | None = None) -> list[ListedVisit]:
    """All visits of a case, newest first; none that were entered in error."""
    query = select(visits).where(visits.c.case_id == case_id, STANDING)
    if visit_id is not None:
        query = query.where(visits.c.visit_id == visit_id)
    rows = work.db.execute(query.order_by(visits.c.held_on.desc(), visits.c.visit_id)).all()
    return [opened_visit(work, row) for row in rows]


def opened_visit(work: Work, row: Row[Any]) -> ListedVisit:
    impression = opened(row.impression, work.sealing)
    facts = VisitFacts(
        held_on=row.held_on,
        kind=VisitKind(row.kind),
        status=VisitStatus(row.status),
        minutes=row.minutes,
        present=row.present,
        began_at=row.began_at,
        activities=tuple(Activity(code) for code in opened(row.activities, work.sealing) or ()),
        impression=Impression(impression) if impression else None,
        notes=opened(row.notes, work.sealing) or "",
        kilometres=(row.kilometres or 0) + (row.paid_kilometres or 0),
        costs=(row.costs or Decimal(0)) + (row.paid_costs or Decimal(0)),
        participants=tuple(opened(row.participants, work.sealing) or ()),
        hours_away=row.paid_hours_away or Decimal(0),
        distance=row.paid_distance or 0,
        free_meals=bool(row.paid_free_meals),
    )
    return ListedVisit(row, facts)


def case_of(work: Work, visit_id: UUID) -> UUID:
    """The case of a visit; raises `NotFound` when there is no such visit."""
    query = select(visits.c.case_id).where(visits.c.visit_id == visit_id)
    case_id: UUID | None = work.db.execute(query).scalar()
    if case_id is None:
        raise NotFound
    return case_id


def visit(work: Work, who: Principal, visit_id: UUID) -> VisitView:
    """One visit for whoever may read it; raises `NotFound` for others."""
    case, version = work.load(Case(case_of(work, visit_id)))
    support = matches.support_by(work.db, who.id, case.id)
    state, own_version = work.load(Visit(visit_id, parties=case.parties))
    by = select(visits.c.by).where(visits.c.visit_id == visit_id)
    volunteer_id = state.logged.volunteer_id if state.logged else None
    view = VisitView(
        VisitedView(case, version, support is not None),
        state,
        own_version,
        by=work.db.execute(by).scalar() or "",
        is_own=support is not None and volunteer_id == support.volunteer_id,
    )
    reads.check(who, view)
    return view


def own(work: Work, who: Principal, *, most: int) -> list[ListedVisit]:
    """The newest visits that the reader held as a support person, or logged, and may still read."""
    volunteers = matches.volunteers_of(work.db, who.id)
    theirs = visits.c.volunteer_id.in_(volunteers) | (visits.c.by == str(who.id))
    query = select(visits).where(theirs, STANDING)
    query = query.order_by(visits.c.held_on.desc(), visits.c.visit_id).limit(most)
    rows = work.db.execute(query).all()
    supported = set(matches.cases_of(work.db, who.id))
    readable = set[UUID]()
    for case_id in {row.case_id for row in rows}:
        case, version = work.load(Case(case_id))
        if logs.allows(who, VisitedView(case, version, case_id in supported)):
            readable.add(case_id)
    return [opened_visit(work, row) for row in rows if row.case_id in readable]


def last_held(work: Work, case_ids: list[UUID]) -> dict[UUID, date]:
    """The day of the last held visit of each case that has one."""
    held = (visits.c.status == VisitStatus.HELD) & STANDING
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
        STANDING,
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


def supported_by(work: Work, who: Principal, *, also: UUID | None = None) -> list[Child]:
    """Those whom this person supports now; `also` one whom they did support earlier."""
    running = matches.running_cases_of(work.db, who.id)
    if also and also not in running and matches.supports(work.db, who.id, also):
        running.append(also)
    cases = [work.load(Case(case_id))[0] for case_id in running]
    return [
        Child(case.id, first_name(case))
        for case in cases
        if is_inside(who, case) and (case.closing is None or case.id == also)
    ]


def visited(work: Work, who: Principal, case_id: UUID) -> VisitedView:
    """A case to log a visit of; raises `NotFound` for whoever may not."""
    case, version = work.load(Case(case_id))
    view = VisitedView(case, version, matches.supports(work.db, who.id, case_id))
    logs.check(who, view)
    return view
