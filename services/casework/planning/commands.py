"""What can be asked of a case's plan. A plan belongs to its case, so each changes the case.

Days that a command takes are today when none is given, and never in the future.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import reduce
from uuid import UUID, uuid4

from services.casework.cases.commands import programme_of
from services.casework.cases.domain import Case
from services.casework.cases.events import CaseEvent
from services.casework.cases.rules import counted
from services.casework.plan.domain import Plan
from services.casework.plan.events import (
    GoalDisclosed,
    GoalScored,
    GoalSet,
    MeasurementTaken,
    PlanEvent,
    PlanMeetingHeld,
)
from services.casework.plan.rules import (
    Goal,
    Measurement,
    Score,
    must_come_later,
    must_fit,
    must_know_profession,
)
from services.common.codes import Assessor, Attendee, DisclosureLevel
from shared.work import Work


def set_goal(
    work: Work,
    case_id: UUID,
    *,
    text: str,
    weight: Decimal = Decimal(1),
    profession: str = "",
    doing: str = "",
) -> tuple[UUID, int]:
    """Agree on a goal, and who does what for it; its id and the case's new version."""
    must_know_profession(programme_of(work, case_id), profession or None)
    goal = Goal(uuid4(), text, weight, work.on, profession=profession or None, doing=doing)

    def decide(case: Case) -> list[CaseEvent]:
        plan, subject_id = case.during(goal.set_on).plan, case.person.subject_id
        return _disclosing(case, plan.set_goal(goal, case_id=case_id, subject_id=subject_id))

    return goal.id, _change(work, case_id, decide)


def score(
    work: Work,
    case_id: UUID,
    goal_id: UUID,
    *,
    value: int,
    assessed_by: Assessor,
    assessed_on: date | None = None,
) -> int:
    """Say how far a goal is reached, on the scale from -2 to 2.

    A second score for the same day corrects the first.
    """
    given = Score(value, work.day(assessed_on), assessed_by)

    def decide(case: Case) -> list[CaseEvent]:
        plan = case.during(given.assessed_on).plan
        return _disclosing(case, plan.score(goal_id, given, case_id=case_id))

    return _change(work, case_id, decide)


def score_goals(
    work: Work,
    case_id: UUID,
    *,
    scores: Mapping[UUID, int],
    assessed_by: Assessor,
    assessed_on: date | None = None,
) -> None:
    """Score the goals together."""
    for goal_id, value in scores.items():
        score(work, case_id, goal_id, value=value, assessed_by=assessed_by, assessed_on=assessed_on)


def hold_meeting(
    work: Work,
    case_id: UUID,
    *,
    goals_being_met: bool,
    present: int,
    participants: tuple[str, ...] = (),
    decisions: str = "",
    held_on: date | None = None,
    roles: tuple[Attendee, ...] = (),
    next_on: date | None = None,
) -> tuple[UUID, int]:
    """Record a plan meeting, whether the goals are being met, and when the next one is."""
    meeting_id, day = uuid4(), work.day(held_on)
    must_come_later(next_on, held_on=day)

    def decide(case: Case) -> list[CaseEvent]:
        return [
            PlanMeetingHeld(
                case_id=case_id,
                subject_id=case.during(day).person.subject_id,
                meeting_id=meeting_id,
                held_on=day,
                goals_being_met=goals_being_met,
                present=present or len(roles),
                participants=participants,
                decisions=decisions,
                roles=roles,
                next_on=next_on,
            )
        ]

    return meeting_id, _change(work, case_id, decide)


def measure(
    work: Work, case_id: UUID, *, indicator: str, value: Decimal, measured_on: date | None = None
) -> tuple[UUID, int]:
    """Record a measurement of the programme's, or of a common, indicator."""
    measurement_id, day = uuid4(), work.day(measured_on)
    must_fit(programme_of(work, case_id), indicator=indicator, value=value)

    def decide(case: Case) -> list[CaseEvent]:
        case.during(day)
        return [
            MeasurementTaken(
                case_id=case_id,
                measurement_id=measurement_id,
                indicator=indicator,
                value=value,
                measured_on=day,
            ),
            counted(case.opened, Measurement(measurement_id, indicator, value, day)),
        ]

    return measurement_id, _change(work, case_id, decide)


def _disclosing(case: Case, decided: list[PlanEvent]) -> list[CaseEvent]:
    """What was decided of a goal and, where the sender may read goals, how it stands then."""
    if case.person.disclosure_level != DisclosureLevel.L3:
        return [*decided]
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


def _change(work: Work, case_id: UUID, decide: Callable[[Case], list[CaseEvent]]) -> int:
    _, version = work.change(Case(case_id), decide)
    return version
