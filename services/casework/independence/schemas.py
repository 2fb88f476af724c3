"""What can be said of a plan of independence on the wire, and how it reads."""

from typing import Any

from marshmallow import Schema, fields, validate

from services.casework.fields import SUBJECT
from services.casework.independence.domain import IndependencePlan
from services.casework.independence.events import AreaPlan
from services.common.codes import LifeArea
from shared.kernel.aggregate import NotFound
from shared.web.api import Body, personal
from shared.web.fields import TODAY, Code, Day, Text, named
from shared.web.i18n import N_


class AreaSchema(Body):
    area = named(N_("Area of life"), Code(LifeArea, required=True))
    can = named(
        N_("What goes well already?"), personal(Text(most=1000, load_default=""), **SUBJECT)
    )
    needs = named(
        N_("What is still needed?"), personal(Text(most=1000, load_default=""), **SUBJECT)
    )
    supporter = named(N_("Who supports now?"), personal(Text(most=200, load_default=""), **SUBJECT))
    replaced_by = named(
        N_("Which service or person takes over?"),
        personal(Text(most=200, load_default=""), **SUBJECT),
    )
    until = named(N_("By when?"), Day(load_default=None, allow_none=True))


class IndependenceSchema(Body):
    areas = named(
        N_("Areas of life"),
        fields.List(
            fields.Nested(AreaSchema),
            required=True,
            validate=validate.Length(min=1, max=len(LifeArea)),
        ),
    )
    on = named(N_("Day"), Day(load_default=None, allow_none=True), hint=TODAY)


class PlannedSchema(Schema):
    """A plan of independence as the case's people read it."""

    id = fields.UUID(required=True)
    planned_on = fields.Date(required=True)
    areas = fields.List(fields.Nested(AreaSchema), required=True)
    entered_in_error = fields.Boolean(required=True)


class PlannedListSchema(Schema):
    plans = fields.List(
        fields.Nested(PlannedSchema), required=True, metadata={"description": "Newest first."}
    )
    next = fields.String(allow_none=True)


def areas_of(rows: list[dict[str, Any]]) -> tuple[AreaPlan, ...]:
    return tuple(AreaPlan(**row) for row in rows)


def as_json(plan: IndependencePlan) -> dict[str, Any]:
    if plan.planned is None:
        raise NotFound
    return {
        "id": plan.planned.plan_id,
        "planned_on": plan.planned.planned_on,
        "areas": list(plan.planned.areas or ()),
        "entered_in_error": plan.is_error,
    }
