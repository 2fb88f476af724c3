"""How a held meeting reads: whose, about what, and the minutes of both sides."""

from typing import Any

from marshmallow import Schema, fields

from services.common.codes import Profession, Theme
from services.referral.pairwork_hours.queries import MINUTES
from shared.web.fields import Code


class HeldPairWorkSchema(Schema):
    id = fields.UUID(required=True)
    organisation = fields.UUID(required=True)
    partner = fields.UUID(required=True)
    theme = Code(Theme, required=True)
    profession = Code(Profession, required=True)
    municipality = fields.String(required=True)
    day = fields.Date(required=True)
    ngo_work = fields.Integer(required=True, metadata={"description": "Minutes."})
    ngo_travel = fields.Integer(required=True)
    municipal_work = fields.Integer(required=True)
    municipal_travel = fields.Integer(required=True)


class HoursListSchema(Schema):
    hours = fields.List(fields.Nested(HeldPairWorkSchema), required=True)
    next = fields.String(allow_none=True)


def held_json(row: Any) -> dict[str, Any]:
    names = ("organisation", "partner", "theme", "profession", "municipality", "day")
    return {"id": row.pairwork_id, **{name: getattr(row, name) for name in (*names, *MINUTES)}}
