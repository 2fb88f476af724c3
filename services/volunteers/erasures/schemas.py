"""What comes in and goes out of the erasure of a support person."""

from typing import Any

from marshmallow import Schema, fields

from services.volunteers.erasures.queries import ErasureView


class HoldSchema(Schema):
    code = fields.String()
    detail = fields.String()


class VolunteerErasureSchema(Schema):
    id = fields.UUID()
    erased = fields.List(fields.String(), metadata={"description": "Retention classes gone."})
    hold = fields.Nested(HoldSchema, allow_none=True)


def as_json(view: ErasureView) -> dict[str, Any]:
    """What is gone, and why nothing may go today."""
    hold = view.hold and {"code": view.hold.code, "detail": str(view.hold)}
    return {"id": str(view.volunteer.id), "erased": sorted(view.erased), "hold": hold}
