"""What a web site reads before it registers somebody."""

from marshmallow import Schema, fields


class OpenDaySchema(Schema):
    day = fields.Date(required=True)
    starts_at = fields.DateTime(required=True)
    is_full = fields.Boolean(required=True, metadata={"description": "Whoever comes waits."})


class OpenToRegistrationSchema(Schema):
    id = fields.UUID(required=True)
    organisation = fields.UUID(required=True)
    is_open = fields.Boolean(required=True)
    for_all_times = fields.Boolean(
        required=True, metadata={"description": "A closed group: send no day."}
    )
    drop_in = fields.Boolean(
        required=True, metadata={"description": "People may also come without registering."}
    )
    until = fields.DateTime(
        required=True, allow_none=True, metadata={"description": "null: until it begins."}
    )
    days = fields.List(fields.Nested(OpenDaySchema), required=True)
    notice = fields.String(
        required=True, metadata={"description": "The page of the privacy notice: show it first."}
    )
