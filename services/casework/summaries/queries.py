"""The summaries of a case for those who may open it; one is folded from its own history."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, func, select

from services.casework.cases import queries as cases
from services.casework.cases.domain import Case
from services.casework.cases.policy import reads_note
from services.casework.staffing.queries import is_unlocked
from services.casework.summaries.domain import Summary
from services.casework.summaries.policy import SummaryView, writes
from services.casework.summaries.projections import readings, summaries
from services.common.codes import SummaryStatus
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.work import Work

OPEN = (SummaryStatus.DRAFT, SummaryStatus.WAITING)


def summary(work: Work, who: Principal, summary_id: UUID) -> SummaryView:
    """One summary; raises `NotFound` when it is missing or not this reader's."""
    case, _ = work.load(Case(case_of(work, summary_id)))
    state, version = work.load(Summary(summary_id, parties=case.parties))
    view = SummaryView(case, state, version)
    writes.check(who, view)
    return view


def case_of(work: Work, summary_id: UUID) -> UUID:
    """The case of a summary, from its own history; raises `NotFound` where there is none."""
    state, _ = work.load(Summary(summary_id))
    if state.begun is None:
        raise NotFound
    return state.begun.case_id


def of_case(work: Work, who: Principal, case_id: UUID) -> Sequence[Row[Any]]:
    """The summaries of a case that the reader may open, the newest period first."""
    view = cases.case(work, who, case_id)
    return listed(work, who, view.case)


def listed(work: Work, who: Principal, case: Case) -> Sequence[Row[Any]]:
    """The same of a case that the reader has opened."""
    c = summaries.c
    there = c.status.is_not(None), c.status != SummaryStatus.DISCARDED
    query = select(summaries).where(c.case_id == case.id, *there)
    rows = work.db.execute(query.order_by(c.until.desc(), c.moved_at.desc())).all()
    return [row for row in rows if reads_note(who, case, row.until, is_summary=True)]


def open_of_case(db: Connection, case_id: UUID) -> UUID | None:
    """The summary of a case that is being written, or waits for approval."""
    c = summaries.c
    query = select(c.summary_id).where(c.case_id == case_id, c.status.in_(OPEN))
    summary_id: UUID | None = db.execute(query.limit(1)).scalar()
    return summary_id


def waiting(db: Connection, who: Principal) -> Sequence[Row[Any]]:
    """What waits for approval in the reader's organisation, the longest waiting first."""
    c = summaries.c
    waits = c.organisation == who.organisation, c.status == SummaryStatus.WAITING
    theirs = *waits, is_unlocked(c.case_id, who.id)
    query = select(summaries).where(*theirs).order_by(c.handed_over_on, c.summary_id)
    return db.execute(query).all()


def approved_until(db: Connection, case_id: UUID) -> date | None:
    """The last day that an approved summary of the case tells of."""
    query = select(func.max(summaries.c.approved_until)).where(summaries.c.case_id == case_id)
    day: date | None = db.execute(query).scalar()
    return day


def read_on(db: Connection, summary_id: UUID) -> dict[int, date]:
    """When the sender read each edition that it has read."""
    query = select(readings).where(readings.c.summary_id == summary_id)
    return {row.edition: row.read_on for row in db.execute(query).all()}
