"""What is due, as its readers may see it: the first due first."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, case, false, func, or_, select

from services.common.codes import DeadlineCode, Role
from services.common.deadlines.policy import OVER_ALL, SIDES
from services.common.deadlines.projections import deadlines, waits_for_clock
from services.common.deadlines.rules import Step
from shared.database.scope import EVERYTHING
from shared.identity.principals import Principal
from shared.service import Service
from shared.telemetry import metrics
from shared.telemetry.metrics import Reading
from shared.web.paging import Page, PageRequest, page
from shared.work import Work

STATES = ("all", "late")
LATE = (Step.MISSED, Step.ESCALATED)
Theirs = Callable[[Principal, date], ColumnElement[bool]]  # whose, that day
"""Which of a service's deadlines somebody reads."""


@dataclass(frozen=True)
class ListedDeadline:
    """One line: what waits for whom, since when and until when."""

    kind: str
    thing_id: UUID
    organisation: UUID | None
    since: date
    due_on: date | None  # None: the clock stands
    due_at: datetime | None  # the moment of that day; None: the whole day
    is_late: bool
    is_escalated: bool
    is_opened: bool  # may the reader open what it is about?


def listed(
    work: Work,
    who: Principal,
    *,
    theirs: Theirs,
    state: str = "all",
    page_request: PageRequest,
) -> Page[ListedDeadline]:
    """What waits, as far as it is the reader's."""
    c = deadlines.c
    query = select(deadlines).where(c.met_on.is_(None), theirs(who, work.today))
    if state == "late":
        query = query.where(_is_late(work.today))
    order = (func.coalesce(c.due_on, date.max), c.kind, c.thing_id)
    return page(
        work.db,
        query,
        order,
        page_request=page_request,
        read=lambda row: _line(row, work.today, who),
    )


def _line(row: Row[Any], today: date, who: Principal) -> ListedDeadline:
    is_side = who.organisation in (row.organisation, row.waiting) and who.has(*SIDES)
    is_nobodys = row.organisation is None and row.waiting is None  # administrators do it
    is_theirs = is_side or (is_nobodys and who.has(Role.ADMINISTRATOR))
    return ListedDeadline(
        row.kind,
        row.thing_id,
        row.organisation,
        row.since,
        row.due_on,
        row.due_at,
        is_late=row.step in LATE or (row.late_on is not None and row.late_on <= today),
        is_escalated=row.step == Step.ESCALATED,
        is_opened=is_theirs or who.has(Role.DATA_PROTECTION_OFFICER),
    )


def _is_late(today: date) -> ColumnElement[bool]:
    """Its day is over, or its moment."""
    return or_(deadlines.c.late_on <= today, deadlines.c.step.in_(LATE))


def due(db: Connection, kind: DeadlineCode, things: Collection[UUID]) -> Mapping[UUID, Row[Any]]:
    """What waits of that kind, by what it is due for; the first due first."""
    c = deadlines.c
    waits = (c.kind == kind, c.met_on.is_(None), c.due_on.is_not(None))
    query = select(deadlines).where(*waits, c.thing_id.in_(list(things)))
    return {row.thing_id: row for row in db.execute(query.order_by(c.due_on, c.thing_id))}


def of_sides(who: Principal, _today: date) -> ColumnElement[bool]:
    """Both sides' own, and what was passed on."""
    c, home = deadlines.c, who.organisation
    theirs: list[ColumnElement[bool]] = [false()]
    if who.has(*SIDES) and home is not None:
        theirs.append(or_(c.organisation == home, c.waiting == home))
    if who.has(*OVER_ALL):
        theirs.append(c.step == Step.ESCALATED)
    return or_(*theirs)


def gauges(service: Service) -> Iterator[Reading]:
    """How much waits and is late, by kind; how long the first step has waited for the clock."""
    c, now = deadlines.c, service.clock.now()
    today = service.clock.day_of(now)
    is_late = func.sum(case((_is_late(today), 1), else_=0))
    tally = select(c.kind, func.count(), is_late).where(c.met_on.is_(None)).group_by(c.kind)
    waits = select(func.min(c.next_at)).where(*waits_for_clock(now))
    with service.database.reading(EVERYTHING) as db:
        rows = db.execute(tally).all()
        first = db.execute(waits).scalar()
    for kind, number, late in rows:
        yield Reading(metrics.DEADLINES, (service.name, kind, "waiting"), number)
        yield Reading(metrics.DEADLINES, (service.name, kind, "late"), late)
    seconds = (now - first).total_seconds() if first else 0.0
    yield Reading(metrics.DEADLINE_DELAY, (service.name,), seconds)
