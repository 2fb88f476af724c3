"""What can be said of a plan on the wire, and how it is told."""

from decimal import Decimal
from typing import Any

from marshmallow import fields, post_load, validate

from services.casework.fields import People, PeopleField, Whole
from services.casework.plan.domain import Goal, Plan
from services.casework.retention import CASE
from services.common.codes import Assessor
from shared.kernel.codec import to_json
from shared.web.api import Body, personal
from shared.web.fields import Code, Day, Text

SUBJECT = {"of": "subject", "retention": CASE}
HEAVIEST = 100


class GoalSchema(Body):
    text = personal(Text(most=500, least=1, required=True), **SUBJECT)
    weight = fields.Decimal(
        load_default=Decimal(1), validate=validate.Range(0, HEAVIEST, min_inclusive=False)
    )
    on = Day(load_default=None, allow_none=True)


class ScoreSchema(Body):
    value = Whole(required=True, validate=validate.Range(-2, 2))
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
    indicator = Text(most=60, least=1, required=True)
    value = fields.Decimal(required=True)
    measured_on = Day(load_default=None, allow_none=True)


class ScoresForm(Body):
    """All goals at one sitting; each goal's own field is `score.<goal>`, empty for not assessed."""

    scores = fields.Dict(
        data_key="score",
        keys=fields.UUID(),
        values=fields.Integer(validate=validate.Range(-2, 2)),
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
