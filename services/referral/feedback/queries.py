"""Feedback as its readers may see it: the administrators' list, and whoever has the code."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from services.common.codes import DeadlineCode, Register
from services.common.deadlines.projections import deadlines, with_deadlines
from services.common.erasure.schedule import schedule_of
from services.referral.feedback import policy
from services.referral.feedback.domain import Feedback
from services.referral.feedback.projections import feedback as table
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.web import return_codes
from shared.web.paging import MOST, Page, PageRequest, page
from shared.work import Work

_WITH_DUE = with_deadlines(table, table.c.feedback_id, DeadlineCode.FEEDBACK)


@dataclass(frozen=True)
class FeedbackView:
    """A piece of feedback before one reader."""

    feedback: Feedback
    version: int


@dataclass(frozen=True)
class ListedFeedback:
    """One line of the list."""

    feedback_id: UUID
    received_on: date
    due_on: date | None  # None: answered, or the clock's table is a moment behind
    answered_on: date | None


def feedback(work: Work, who: Principal, feedback_id: UUID) -> FeedbackView:
    """One piece; raises `NotFound` when it is missing."""
    state, version = work.load(Feedback(feedback_id))
    policy.answers.check(who, state)
    return FeedbackView(state, version)


def by_code(work: Work, text: str) -> Feedback:
    """One's own; raises `NotFound` for a code that leads nowhere."""
    feedback_id = return_codes.holder(work, text)
    state = work.load(Feedback(feedback_id))[0] if feedback_id else None
    if state is None or state.received is None:
        raise NotFound
    return state


def listed(work: Work, *, is_open: bool, page_request: PageRequest) -> Page[ListedFeedback]:
    """What waits, the first due first; or what was answered, the latest first."""
    waits = table.c.answered_on.is_(None)
    ours = waits if is_open else ~waits
    query = select(table, deadlines.c.due_on).select_from(_WITH_DUE).where(ours)
    first = table.c.received_on if is_open else table.c.latest.desc()
    return page(
        work.db,
        query,
        (first, table.c.feedback_id),
        page_request=page_request,
        read=lambda row: ListedFeedback(
            row.feedback_id, row.received_on, row.due_on, row.answered_on
        ),
    )


def waiting(work: Work) -> list[ListedFeedback]:
    """All that waits for an answer, the first due first."""
    return listed(work, is_open=True, page_request=PageRequest(MOST)).items


def ended(work: Work) -> list[UUID]:
    """Feedback whose time may be over: a cheap first look, without its history."""
    since = max(kept.since(work.today) for kept in schedule_of(Register.CONTACTS))
    query = select(table.c.feedback_id).where(table.c.latest < since)
    return list(work.db.scalars(query.order_by(table.c.feedback_id)))
