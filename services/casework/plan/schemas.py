"""What can be said of a plan on the wire, and how it is told."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, post_load, validate

from services.casework.fields import People, PeopleField
from services.casework.plan.domain import Goal, Measurement, Meeting, Plan, Score
from services.casework.plan.rules import HIGHEST, LOWEST
from services.common.codes import Assessor
from services.common.retention import CASE
from shared.kernel.codec import to_json
from shared.web.api import Body, personal
from shared.web.fields import Code, Day, Text, Whole, values_of

SUBJECT = {"of": "subject", "retention": CASE}
HEAVIEST = 100


class GoalSchema(Body):
    text = personal(Text(most=500, least=1, required=True), **SUBJECT)
    weight = fields.Decimal(
        load_default=Decimal(1), validate=validate.Range(0, HEAVIEST, min_inclusive=False)
    )
    on = Day(load_default=None, allow_none=True)


class ScoreSchema(Body):
    value = Whole(least=LOWEST, most=HIGHEST, required=True)
    assessed_on = Day(load_default=None, allow_none=True)
    assessed_by = Code(Assessor, required=True)


class PlanMeetingSchema(Body):
    held_on = Day(load_default=None, allow_none=True)
    participants = personal(PeopleField(load_default=People()), **SUBJECT)
    goals_being_met = fields.Boolean(required=True)
    decisions = personal(Text(most=4000, load_default=""), **SUBJECT)

    @post_load
    def count(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Tell how many were there apart from who they were."""
        people: People = data.pop("participants")
        return data | {"present": people.count, "participants": people.names}


class MeasurementSchema(Body):
    indicator = Text(most=60, least=1, required=True, metadata={"example": "gas"})
    value = fields.Decimal(required=True)
    measured_on = Day(load_default=None, allow_none=True)


@dataclass(frozen=True)
class ScoredGoal:
    id: UUID
    text: str
    weight: Decimal
    set_on: date
    scores: tuple[Score, ...]  # by day, one a day
    score: int | None  # the newest, -2 to 2; None before the first


@dataclass(frozen=True)
class ScoredPlan:
    t_score: Decimal | None  # 50 as expected; None when nothing is scored
    goals: tuple[ScoredGoal, ...]
    meetings: tuple[Meeting, ...]
    measurements: tuple[Measurement, ...]


class ScoredGoalSchema(Schema.from_dict(values_of(ScoredGoal))):  # type: ignore[misc]  # built
    """A goal with its scores."""


class HeldMeetingSchema(Schema.from_dict(values_of(Meeting))):  # type: ignore[misc]  # built
    """A plan meeting."""


class MeasuredSchema(Schema.from_dict(values_of(Measurement))):  # type: ignore[misc]  # built
    """A measurement."""


class ScoresForm(Body):
    """All goals at one sitting; each goal's own field is `score.<goal>`, empty for not assessed."""

    scores = fields.Dict(
        data_key="score",
        keys=fields.UUID(),
        values=Whole(least=LOWEST, most=HIGHEST),
        required=True,
        validate=validate.Length(min=1),
    )
    assessed_on = Day(load_default=None)
    assessed_by = Code(Assessor, required=True)


def plan_as_json(plan: Plan) -> dict[str, Any]:
    return {
        "t_score": plan.t_score,
        "goals": [goal_as_json(goal) for goal in plan.goals],
        "meetings": to_json(plan.meetings),
        "measurements": to_json(plan.measurements),
    }


def goal_as_json(goal: Goal) -> dict[str, Any]:
    return {**to_json(goal), "score": goal.score}
