"""Erasures as programs read them."""

from marshmallow import Schema, fields

from services.common.codes import ErasureGround, Register


class ErasureDoneSchema(Schema):
    record_id = fields.UUID(required=True)
    register = fields.Enum(Register, by_value=True, required=True)
    on = fields.Date(required=True)
    ground = fields.Enum(ErasureGround, by_value=True, required=True)
    by = fields.String(
        required=True,
        metadata={"description": "The id of who erased it, or the name of one of our processes."},
    )
    classes = fields.List(
        fields.String(), required=True, metadata={"description": "Retention classes gone."}
    )
    kept = fields.List(
        fields.String(), required=True, metadata={"description": "Those that the law kept."}
    )


class ErasureListSchema(Schema):
    erasures = fields.List(fields.Nested(ErasureDoneSchema), required=True)
    next = fields.String(allow_none=True)
