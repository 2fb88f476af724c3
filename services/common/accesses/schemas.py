"""The access log over HTTP."""

from typing import ClassVar

from marshmallow import Schema, fields, validate

from shared.accesslog.log import Manner, Outcome
from shared.web.fields import Day
from shared.web.paging import PageQuery


class AccessQuery(PageQuery):
    subject = fields.UUID(
        load_default=None,
        metadata={"description": "A referral, case, support person, or a person's id."},
    )
    person = fields.UUID(
        load_default=None, metadata={"description": "The same, by the id of the person alone."}
    )
    principal = fields.UUID(load_default=None, metadata={"description": "Who has looked."})
    since = Day(data_key="from", load_default=None, metadata={"description": "First day."})
    until = Day(data_key="to", load_default=None, metadata={"description": "Last day."})
    before = fields.AwareDateTime(
        load_default=None, metadata={"description": "Only what was done earlier than this."}
    )
    outcome = fields.String(
        load_default="", validate=validate.OneOf(["", *(each.value for each in Outcome)])
    )


class OnlookerSchema(Schema):
    id = fields.UUID(required=True)
    name = fields.String(
        required=True, metadata={"description": "Empty for people of other organisations."}
    )
    role = fields.String(required=True)
    organisation = fields.String(required=True)


class AccessSchema(Schema):
    at = fields.DateTime(required=True)
    text = fields.String(required=True, metadata={"description": "The same in words."})
    who = fields.Nested(OnlookerSchema, required=True)
    manner = fields.String(required=True, validate=validate.OneOf([m.value for m in Manner]))
    outcome = fields.String(required=True, validate=validate.OneOf([o.value for o in Outcome]))
    operation = fields.String(required=True)
    opened = fields.List(fields.UUID(), required=True)
    listed = fields.Integer(required=True, metadata={"description": "How many a list showed."})
    purpose = fields.String(required=True, metadata={"description": "Why; empty: their work."})
    request = fields.String(required=True, metadata={"description": "X-Request-Id."})


class AccessListSchema(Schema):
    class Meta:
        fields: ClassVar[tuple[str, ...]] = ("accesses", "next")

    accesses = fields.List(fields.Nested(AccessSchema), required=True)
    next = fields.String(required=True, allow_none=True)
