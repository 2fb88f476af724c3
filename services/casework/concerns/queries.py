"""Concerns as their readers may see them, and whom to call."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, false, func, or_, select

from services.casework.cases.domain import Case
from services.casework.concerns import policy
from services.casework.concerns.domain import Concern
from services.casework.concerns.policy import LEADING, ConcernView, RaisingView
from services.casework.concerns.projections import concerns
from services.casework.concerns.rules import take_until
from services.casework.matches import queries as matches
from services.casework.staffing.queries import has_seat, is_unlocked
from services.common.codes import ConcernStatus, Role
from services.common.people import coordinators_of
from shared.identity.principals import Principal
from shared.kernel import restricting
from shared.kernel.aggregate import NotFound
from shared.web.paging import Page, PageRequest, page
from shared.work import Work

STATES = ("open", "closed")


@dataclass(frozen=True)
class ListedConcern:
    """One line: how it stands, and whose child, for who may know."""

    row: Row[Any]
    case: Case


def raising(work: Work, who: Principal, case_id: UUID) -> RaisingView:
    """A case to raise a concern in; raises `NotFound` for whoever may not."""
    with restricting.lifted():
        case, version = work.load(Case(case_id))
    view = RaisingView(case, version, matches.supports(work.db, who.id, case_id))
    policy.raises.check(who, view)
    return view


def concern(work: Work, who: Principal, concern_id: UUID) -> ConcernView:
    """One concern; raises `NotFound` when it is missing or not this reader's.

    What was done about it does not count for whoever may not read it.
    """
    with restricting.lifted():
        state, version = work.load(Concern(concern_id))
        if state.raised is None:
            raise NotFound
        case, _ = work.load(Case(state.raised.case_id))
    view = ConcernView(state, case, version, is_handler=False)
    policy.reads.check(who, view)
    if policy.handles.allows(who, view):
        return ConcernView(state, case, version, is_handler=True)
    return ConcernView(state, case, version - len(state.acts), is_handler=False)


def handled(work: Work, who: Principal, concern_id: UUID) -> ConcernView:
    """The same for the circle alone."""
    view = concern(work, who, concern_id)
    policy.handles.check(who, view)
    return view


def listed(
    work: Work, who: Principal, *, state: str = "open", page_request: PageRequest
) -> Page[ListedConcern]:
    """Those that the reader may open: nobody's and the longest raised first, or closed ones."""
    c = concerns.c
    is_closed = c.status == ConcernStatus.CLOSED
    query = select(concerns).where(
        _theirs(who, work.today), is_closed if state == "closed" else ~is_closed
    )
    first = (c.raised_at.desc(),) if state == "closed" else (c.status, c.raised_at)
    return page(
        work.db,
        query,
        (*first, c.concern_id),
        page_request=page_request,
        read=lambda row: ListedConcern(row, _case(work, row.case_id)),
    )


def line(each: ListedConcern) -> dict[str, Any]:
    """One line for a program."""
    names = ("case_id", "status", "raised_at", "taken_by", "taken_at")
    row = each.row
    values = {name: getattr(row, name) for name in names}
    return {"id": row.concern_id, "in_danger": row.is_danger, **values}


def late(work: Work, who: Principal) -> list[datetime]:
    """When those were raised that nobody has taken in time: for administrators, who read no more.

    Of their own organisation alone.
    """
    if who.organisation is None or not who.has(Role.ADMINISTRATOR):
        return []
    c = concerns.c
    query = select(c.raised_at).where(
        c.organisation == who.organisation, c.status == ConcernStatus.RAISED
    )
    moments = work.db.execute(query.order_by(c.raised_at)).scalars()
    return [moment for moment in moments if take_until(moment) <= work.now]


def coordinators(work: Work, case: Case) -> list[str]:
    """Names of those who coordinate the case: those on its team, else all."""
    of_home = coordinators_of(work, case.opened.organisation)
    everybody = [each for each in of_home if each.id not in case.staffing.locked]
    on_team = [each.name for each in everybody if each.id in case.team]
    return on_team or [each.name for each in everybody]


def count_open(work: Work, who: Principal) -> int:
    """How many open concerns the reader may open."""
    c = concerns.c
    query = select(func.count()).where(_theirs(who, work.today), c.status != ConcernStatus.CLOSED)
    return work.db.execute(query).scalar_one()


def count_open_of(work: Work, who: Principal, case_id: UUID) -> int:
    """How many of one case."""
    c = concerns.c
    query = select(func.count()).where(_theirs(who, work.today), c.case_id == case_id)
    return work.db.execute(query.where(c.status != ConcernStatus.CLOSED)).scalar_one()


def _theirs(who: Principal, today: date) -> ColumnElement[bool]:
    """As the policy has it: the circle's, and what the reader raised."""
    c = concerns.c
    if who.organisation is None:
        return false()
    ours = (c.organisation == who.organisation) & is_unlocked(c.case_id, who.id)
    if who.has(Role.NGO_COORDINATOR):
        return ours
    theirs = [c.raised_by == who.id]
    if who.has(Role.NGO_WORKER):
        led = has_seat(c.case_id, who.id, today, *LEADING)
        theirs += [c.taken_by == who.id, led]
    return and_(ours, or_(*theirs))


def _case(work: Work, case_id: UUID) -> Case:
    with restricting.lifted():
        return work.load(Case(case_id))[0]
