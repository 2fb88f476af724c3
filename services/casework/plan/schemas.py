"""What can be said of a plan on the wire."""

from decimal import Decimal

from marshmallow import fields, validate

from services.casework.fields import People, PeopleField
from services.casework.plan.gas import HIGHEST, LOWEST
from services.codes import Assessor
from services.common.retention import CASE
from shared.api import Body, personal
from shared.fields import Code, Day, Text, Whole

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


class MeasurementSchema(Body):
    indicator = Text(most=60, least=1, required=True)
    value = fields.Decimal(required=True)
    measured_on = Day(load_default=None, allow_none=True)


class ScoresForm(Body):
    """All goals at one sitting; each goal's own field is `score.<goal>`, empty for not assessed."""

    score = fields.Dict(
        keys=fields.UUID(),
        values=Whole(least=LOWEST, most=HIGHEST),
        required=True,
        validate=validate.Length(min=1),
    )
    assessed_on = Day(load_default=None)
    assessed_by = Code(Assessor, required=True)
