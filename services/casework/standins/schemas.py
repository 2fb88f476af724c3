"""What is asked when somebody stands in, and how it reads."""

from typing import Any

from marshmallow import Schema, fields

from services.casework.cases.queries import CaseView
from services.casework.staffing.domain import StandIn
from shared.web.api import Body
from shared.web.fields import Day, Id, named
from shared.web.i18n import N_


class StandInSchema(Body):
    instead_of = named(N_("Who is away?"), Id(required=True))
    person_id = named(N_("Who stands in?"), Id(required=True, data_key="person"))
    since = named(N_("First day"), Day(required=True))
    until = named(
        N_("Last day"),
        Day(required=True),
        hint=N_("After that day whoever stands in no longer sees the case, by itself."),
    )


class AgreedStandInSchema(Schema):
    id = fields.UUID(required=True)
    person = fields.UUID(required=True)
    instead_of = fields.UUID(required=True)
    since = fields.Date(required=True)
    until = fields.Date(required=True)


class StandInListSchema(Schema):
    stand_ins = fields.List(fields.Nested(AgreedStandInSchema), required=True)
    next = fields.String(allow_none=True)


def lasting(view: CaseView) -> list[StandIn]:
    """Those that are not over, the first to begin first."""
    there = (each for each in view.case.staffing.stand_ins if each.until >= view.today)
    return sorted(there, key=lambda each: (each.since, each.until))


def as_json(each: StandIn) -> dict[str, Any]:
    names = ("id", "person", "instead_of", "since", "until")
    return {name: getattr(each, name) for name in names}
