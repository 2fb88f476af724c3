"""First free times on the wire."""

from typing import Any

from marshmallow import Schema, fields

from services.common.codes import Theme
from services.referral.first_times.queries import FirstTime
from shared.web.fields import Code


class FirstTimeSchema(Schema):
    theme = Code(Theme, required=True)
    place = fields.String(
        required=True,
        metadata={"description": "A municipality's code, `online`, or empty: nothing is free."},
    )
    on = fields.Date(required=True, allow_none=True)
    days = fields.Integer(
        required=True, allow_none=True, metadata={"description": "From today on."}
    )


class FirstTimesSchema(Schema):
    first_times = fields.List(fields.Nested(FirstTimeSchema), required=True)


def as_json(line: FirstTime) -> dict[str, Any]:
    return {
        "theme": line.theme,
        "place": line.place,
        "on": line.on.isoformat() if line.on else None,
        "days": line.days,
    }
