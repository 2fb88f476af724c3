"""What is put right of a plan is that part of it alone."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from services.casework.plan import events as plan
from services.casework.plan.domain import Plan
from services.casework.plan.rules import Goal, Measurement, Meeting, Score
from services.common.codes import Assessor
from tests.casework.examples import BEGUN, CASE, GOAL, MATCH, OPENED, SUBJECT, a_case, met

LATER = date(2026, 6, 1)
SET = plan.GoalSet(
    case_id=CASE, subject_id=SUBJECT, goal_id=GOAL, text="School", weight=Decimal(1), set_on=OPENED
)
SCORED = plan.GoalScored(
    case_id=CASE, goal_id=GOAL, value=1, assessed_on=LATER, assessed_by=Assessor.JOINTLY
)
MEETING = met(LATER, goals_being_met=True)
TAKEN = plan.MeasurementTaken(
    case_id=CASE, measurement_id=MATCH, indicator="gas", value=Decimal(50), measured_on=OPENED
)
OTHER = UUID(int=99)
TWICE = (
    SET,
    replace(SET, goal_id=OTHER),
    SCORED,
    replace(SCORED, assessed_on=OPENED, value=-1),
    replace(SCORED, goal_id=OTHER),
    MEETING,
    replace(MEETING, meeting_id=OTHER, held_on=OPENED),
    TAKEN,
    replace(TAKEN, measurement_id=OTHER),
)
SCORES = (Score(-1, OPENED, Assessor.JOINTLY), Score(1, LATER, Assessor.JOINTLY))
WHOLE = Plan(
    goals=(
        Goal(GOAL, "School", Decimal(1), OPENED, SCORES),
        Goal(OTHER, "School", Decimal(1), OPENED, SCORES[1:]),
    ),
    meetings=(
        Meeting(OTHER, OPENED, True, 4, (), ""),
        Meeting(MEETING.meeting_id, LATER, True, 4, (), ""),
    ),
    measurements=(
        Measurement(MATCH, "gas", Decimal(50), OPENED),
        Measurement(OTHER, "gas", Decimal(50), OPENED),
    ),
)


def error(part_id: UUID, scored_on: date | None = None) -> plan.PlanEnteredInError:
    return plan.PlanEnteredInError(case_id=CASE, part_id=part_id, scored_on=scored_on)


def corrected(event: Any, kind: Any, **values: Any) -> Any:
    names = set(kind.__dataclass_fields__) & set(event.__dataclass_fields__)
    return kind(**{name: getattr(event, name) for name in names} | values)


first, second = WHOLE.goals
sooner, latest = WHOLE.meetings
of_match, of_other = WHOLE.measurements


@pytest.mark.parametrize(
    ("event", "after"),
    [
        (error(GOAL), replace(WHOLE, goals=(second,))),
        (error(OTHER), Plan((first,), (latest,), (of_match,))),
        (error(GOAL, LATER), replace(WHOLE, goals=(replace(first, scores=SCORES[:1]), second))),
        (error(GOAL, OPENED - timedelta(days=1)), WHOLE),
        (
            corrected(SET, plan.GoalCorrected, text="Work", weight=Decimal(2)),
            replace(WHOLE, goals=(replace(first, text="Work", weight=Decimal(2)), second)),
        ),
        (
            corrected(MEETING, plan.PlanMeetingCorrected, held_on=OPENED - timedelta(days=1)),
            replace(WHOLE, meetings=(replace(latest, held_on=OPENED - timedelta(days=1)), sooner)),
        ),
        (
            corrected(TAKEN, plan.MeasurementCorrected, value=Decimal(40)),
            replace(WHOLE, measurements=(replace(of_match, value=Decimal(40)), of_other)),
        ),
    ],
)
def test_what_is_put_right_of_a_plan_is_that_part_alone(event: plan.PlanEvent, after: Plan) -> None:
    assert a_case(*BEGUN, *TWICE).plan == WHOLE
    assert a_case(*BEGUN, *TWICE, event) == replace(a_case(*BEGUN), plan=after)
