"""What goes out of a service's deadlines over HTTP."""

from marshmallow import Schema, fields, validate

from services.common.deadlines.queries import STATES
from shared.web.paging import PageQuery


class DeadlineQuery(PageQuery):
    state = fields.String(load_default="all", validate=validate.OneOf(STATES))


class DeadlineSchema(Schema):
    kind = fields.String(required=True, metadata={"description": "What is due."})
    thing_id = fields.UUID(
        required=True, metadata={"description": "What it is due for, such as a referral."}
    )
    organisation = fields.UUID(
        required=True, allow_none=True, metadata={"description": "Who is to do it."}
    )
    since = fields.Date(required=True)
    due_on = fields.Date(
        required=True,
        allow_none=True,
        metadata={"description": "The last day; null while the clock stands."},
    )
    due_at = fields.DateTime(
        required=True,
        allow_none=True,
        metadata={"description": "The moment of that day; null: the whole day."},
    )
    is_late = fields.Boolean(required=True)
    is_escalated = fields.Boolean(
        required=True,
        metadata={"description": "Whether those who look after the region were told."},
    )


class DeadlineListSchema(Schema):
    deadlines = fields.List(fields.Nested(DeadlineSchema), required=True)
    next = fields.String(allow_none=True)
