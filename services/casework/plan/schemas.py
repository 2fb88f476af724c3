"""What can be said of a plan on the wire, and how it is told."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, post_load, validate

from services.casework.fields import People, PeopleField
from services.casework.plan.domain import Plan
from services.casework.plan.rules import HIGHEST, LOWEST, Goal, Measurement, Meeting, Score
from services.common.codes import Assessor, Attendee
from services.common.retention import CASE
from shared.kernel.codec import to_json
from shared.web.api import Body, personal
from shared.web.fields import (
    TODAY,
    Code,
    Codes,
    Day,
    Id,
    Number,
    Text,
    Whole,
    YesNo,
    named,
    values_of,
)
from shared.web.i18n import N_

SUBJECT = {"of": "subject", "retention": CASE}
HEAVIEST = 100


class GoalSchema(Body):
    text = named(
        N_("The goal, in the family's words"),
        personal(Text(most=500, least=1, required=True), **SUBJECT),
    )
    weight = named(
        N_("Weight"),
        Number(above=0, most=HEAVIEST, load_default=Decimal(1)),
        hint=N_("1 for each goal, unless one matters more than another."),
    )
    profession = named(
        N_("Which profession answers for it?"),
        Text(most=60, load_default=""),
        hint=N_("Empty when all work for it together."),
    )
    doing = named(N_("Who does what?"), personal(Text(most=1000, load_default=""), **SUBJECT))
    on = named(N_("Day"), Day(load_default=None, allow_none=True), hint=TODAY)


class ScoreSchema(Body):
    value = named(N_("Score"), Whole(least=LOWEST, most=HIGHEST, required=True))
    assessed_on = named(N_("Day"), Day(load_default=None, allow_none=True), hint=TODAY)
    assessed_by = named(N_("Who assessed it?"), Code(Assessor, required=True))


class PlanMeetingSchema(Body):
    held_on = named(N_("Day"), Day(load_default=None, allow_none=True), hint=TODAY)
    participants = named(
        N_("Who was there?"),
        personal(PeopleField(load_default=People()), **SUBJECT),
        hint=N_("One on each line, such as the child, a parent, the social worker. Or how many."),
    )
    goals_being_met = named(N_("How do the goals stand?"), YesNo(required=True))
    decisions = named(
        N_("What was decided?"), personal(Text(most=4000, load_default=""), **SUBJECT)
    )
    roles = named(N_("As what were they there?"), Codes(Attendee))
    next_on = named(
        N_("When is the next one?"),
        Day(load_default=None, allow_none=True),
        hint=N_("Empty when it was not agreed."),
    )

    @post_load
    def count(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Tell how many were there apart from who they were."""
        people: People = data.pop("participants")
        return data | {"present": people.count, "participants": people.names}


class MeasurementSchema(Body):
    indicator = named(
        N_("What was measured?"), Text(most=60, least=1, required=True), example="gas"
    )
    value = named(N_("Value"), Number(decimals=4, required=True))
    measured_on = named(N_("Day"), Day(load_default=None, allow_none=True), hint=TODAY)


@dataclass(frozen=True)
class ScoredGoal:
    id: UUID
    text: str
    weight: Decimal
    set_on: date
    scores: tuple[Score, ...]  # by day, one a day
    profession: str | None  # of the programme's team, who answers for it; None: all
    doing: str  # who does what
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

    scores = named(
        N_("Scores"),
        fields.Dict(
            data_key="score",
            keys=Id(),
            values=Whole(least=LOWEST, most=HIGHEST),
            required=True,
            validate=validate.Length(min=1),
        ),
    )
    assessed_on = named(N_("Day"), Day(load_default=None), hint=TODAY)
    assessed_by = named(N_("Who assessed it?"), Code(Assessor, required=True))


def plan_as_json(plan: Plan) -> dict[str, Any]:
    return {
        "t_score": plan.t_score,
        "goals": [goal_as_json(goal) for goal in plan.goals],
        "meetings": to_json(plan.meetings),
        "measurements": to_json(plan.measurements),
    }


def goal_as_json(goal: Goal) -> dict[str, Any]:
    return {**to_json(goal), "score": goal.score}
