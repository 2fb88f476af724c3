"""What is asked to offer a referral to somebody, and how its way reads on the wire."""

from marshmallow import Schema, fields

from services.common.codes import OfferRule, RecallReason, RejectionReason, RouteRule
from services.common.retention import REFERRAL
from shared.web.api import Body, personal
from shared.web.fields import TODAY, Code, Day, Id, Text, named
from shared.web.i18n import N_


class OfferSchema(Body):
    organisation = named(N_("Organisation"), Id(required=True))
    reason = named(
        N_("Why this organisation"),
        personal(Text(most=1000, load_default=""), of="subject", retention=REFERRAL),
        hint=N_("Needed where the rules of the network speak against it. No names."),
    )
    on = named(N_("Day"), Day(load_default=None), hint=TODAY)


class RecallSchema(Body):
    reason = named(N_("Reason"), Code(RecallReason, required=True))
    on = named(N_("Day"), Day(load_default=None), hint=TODAY)


class SkipSchema(Schema):
    rule = Code(RouteRule)
    values = fields.List(fields.String())
    message = fields.String()


class ConsideredSchema(Schema):
    organisation = fields.UUID()
    name = fields.String()
    skips = fields.List(fields.Nested(SkipSchema))
    families = fields.Integer(
        metadata={"description": "That it had, or had been offered, of the programme."}
    )
    places = fields.Integer(allow_none=True)


class RoundSchema(Schema):
    on = fields.Date()
    chosen = fields.UUID()
    rule = Code(OfferRule)
    considered = fields.List(fields.Nested(ConsideredSchema))


class BackSchema(Schema):
    on = fields.Date()
    organisation = fields.UUID()
    name = fields.String()
    kind = fields.String(metadata={"description": "declined or recalled"})
    reason = fields.String(
        metadata={"description": f"{', '.join([*RejectionReason, *RecallReason])}"}
    )


class ExplanationSchema(Schema):
    on = fields.Date()
    organisation = fields.UUID()
    name = fields.String()
    rules = fields.List(Code(RouteRule))
    reason = fields.String()


class RoutingSchema(Schema):
    """How a referral came to whom it is offered: every round, who gave it back, and why."""

    network = fields.String(allow_none=True)
    rounds = fields.List(fields.Nested(RoundSchema))
    back = fields.List(fields.Nested(BackSchema))
    set_aside = fields.List(fields.Nested(ExplanationSchema))
