"""What can be asked of a plan: it changes its case, so each answers with the case's version."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import reduce
from typing import Any
from uuid import UUID, uuid4

from services.casework.cases.commands import programme_of
from services.casework.cases.domain import Case
from services.casework.plan.domain import Goal, Plan, Score, must_fit
from services.casework.plan.events import (
    GoalDisclosed,
    GoalScored,
    GoalSet,
    MeasurementTaken,
    PlanEvent,
    PlanMeetingHeld,
)
from services.common.codes import Assessor, DisclosureLevel
from shared.work import Work


def set_goal(
    work: Work, case_id: UUID, *, text: str, weight: Decimal = Decimal(1), on: date | None = None
) -> tuple[UUID, int]:
    """Agree on a goal; its id and the case's new version."""
    goal = Goal(uuid4(), text, weight, work.day(on))
    version = _change(
        work,
        case_id,
        lambda c: _telling(
            c,
            c.during(goal.set_on).plan.set_goal(
                goal, case_id=case_id, subject_id=c.person.subject_id
            ),
        ),
    )
    return goal.id, version


def score(
    work: Work,
    case_id: UUID,
    goal_id: UUID,
    *,
    value: int,
    assessed_by: Assessor,
    assessed_on: date | None = None,
    seen: int | None = None,
) -> int:
    """Say how far a goal is reached; a second score for the same day corrects the first."""
    told = Score(value, work.day(assessed_on), assessed_by)
    return _change(
        work,
        case_id,
        lambda c: _telling(
            c, c.during(told.assessed_on).plan.score(goal_id, told, case_id=case_id)
        ),
        seen,
    )


def hold_meeting(
    work: Work,
    case_id: UUID,
    *,
    goals_being_met: bool,
    present: int,
    participants: tuple[str, ...] = (),
    decisions: str = "",
    held_on: date | None = None,
) -> tuple[UUID, int]:
    """Record a plan meeting; its id and the case's new version."""
    meeting_id, day = uuid4(), work.day(held_on)

    def held(case: Case) -> list[Any]:
        return [
            PlanMeetingHeld(
                case_id=case_id,
                subject_id=case.during(day).person.subject_id,
                meeting_id=meeting_id,
                held_on=day,
                goals_being_met=goals_being_met,
                present=present,
                participants=participants,
                decisions=decisions,
            )
        ]

    return meeting_id, _change(work, case_id, held)


def measure(
    work: Work, case_id: UUID, *, indicator: str, value: Decimal, measured_on: date | None = None
) -> tuple[UUID, int]:
    """Record a measurement of the programme's, or of a common, indicator."""
    measurement_id, day = uuid4(), work.day(measured_on)
    must_fit(programme_of(work, case_id), indicator=indicator, value=value)

    def taken(case: Case) -> list[Any]:
        case.during(day)
        return [
            MeasurementTaken(
                case_id=case_id,
                measurement_id=measurement_id,
                indicator=indicator,
                value=value,
                measured_on=day,
            )
        ]

    return measurement_id, _change(work, case_id, taken)


def _telling(case: Case, decided: list[PlanEvent]) -> list[PlanEvent]:
    """What was decided of a goal and, where the sender may read goals, how it stands then."""
    if case.person.disclosure_level != DisclosureLevel.L3:
        return decided
    plan = reduce(Plan.evolve, decided, case.plan)
    changed = [event.goal_id for event in decided if isinstance(event, GoalSet | GoalScored)]
    return [*decided, *(_disclosed(case, goal) for goal in plan.goals if goal.id in changed)]


def _disclosed(case: Case, goal: Goal) -> GoalDisclosed:
    return GoalDisclosed(
        case_id=case.id,
        referral_id=case.opened.referral_id,
        subject_id=case.person.subject_id,
        goal_id=goal.id,
        text=goal.text,
        weight=goal.weight,
        set_on=goal.set_on,
        score=goal.score,
        assessed_on=goal.scores[-1].assessed_on if goal.scores else None,
    )


def _change(
    work: Work, case_id: UUID, decide: Callable[[Case], list[Any]], seen: int | None = None
) -> int:
    _, version = work.change(Case(case_id), decide, seen)
    return version
