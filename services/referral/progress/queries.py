"""How often they meet and how far the goals are, for a reader who may know."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from services.referral.progress.projections import goals, visits
from shared.kernel.sealing import opened
from shared.work import Work

MONTH = 30  # days


@dataclass(frozen=True)
class Frequency:
    """What was realised: visits held so far, and how many that makes in thirty days."""

    held: int
    last_on: date | None  # None: they have not met
    per_month: float


@dataclass(frozen=True)
class ToldGoal:
    id: UUID
    text: str
    weight: float
    set_on: date
    score: int | None  # -2 to 2, None before the first
    assessed_on: date | None


def frequency(work: Work, case_id: UUID, *, since: date, has_ended: bool) -> Frequency:
    """Counted from the acceptance to today, to the last visit once the support has ended."""
    query = select(func.count(), func.max(visits.c.held_on)).where(visits.c.case_id == case_id)
    held, last_on = work.db.execute(query).one()
    until = last_on if has_ended and last_on else work.today
    days = max((until - since).days, MONTH)
    return Frequency(held, last_on, round(held * MONTH / days, 1))


def told_goals(work: Work, case_id: UUID) -> list[ToldGoal]:
    """The case's goals with their newest scores, oldest goal first."""
    query = select(goals).where(goals.c.case_id == case_id)
    rows = work.db.execute(query.order_by(goals.c.set_on, goals.c.goal_id)).all()
    return [_goal(work, row) for row in rows]


def _goal(work: Work, row: Any) -> ToldGoal:
    text = opened(row.text, work.sealing) or ""
    weight = float(row.weight)
    return ToldGoal(row.goal_id, text, weight, row.set_on, row.score, row.assessed_on)
