"""What comes in and goes out of the requests of people who are in a register."""

from typing import Any

from marshmallow import Schema, fields

from services.common.codes import (
    AnswerDelivery,
    IdentityCheck,
    RefusalGround,
    Requester,
    RightsKind,
    RightsStatus,
)
from services.common.retention import RIGHTS
from services.referral.rights.domain import RightsRequest
from shared.web.api import Body, personal
from shared.web.fields import TODAY, Code, Day, Id, Text, YesNo, named
from shared.web.i18n import N_

OF_REQUEST = {"of": "request", "retention": RIGHTS}
TOLD = N_("Whoever asked reads this. Write it so that it can be understood.")


def _on(label: str) -> Day:
    return named(label, Day(load_default=None), hint=TODAY)


class NewRightsRequestSchema(Body):
    kind = named(N_("What is asked for"), Code(RightsKind, required=True))
    requester = named(N_("Who asks"), Code(Requester, required=True))
    requester_name = named(
        N_("Name of whoever asks"), personal(Text(most=200, least=1, required=True), **OF_REQUEST)
    )
    text = named(
        N_("What they ask, in their own words"),
        personal(Text(most=2000, load_default=""), **OF_REQUEST),
    )
    received_on = named(
        N_("Day on which they asked"),
        Day(load_default=None),
        hint=N_("The month for the answer counts from this day. Today, if you leave it empty."),
    )
    referral_id = named(N_("Referral of the family"), Id(load_default=None))
    volunteer_id = named(N_("Support person"), Id(load_default=None))


class RightsIdentitySchema(Body):
    method = named(N_("How was it made sure who asks?"), Code(IdentityCheck, required=True))
    on = _on(N_("Day"))


class RightsExtensionSchema(Body):
    reason = named(
        N_("Why is more time needed?"),
        personal(Text(most=1000, least=3, required=True), **OF_REQUEST),
        hint=TOLD,
    )
    on = _on(N_("Day on which they were told"))


class RightsAnswerSchema(Body):
    delivery = named(N_("How was the answer given?"), Code(AnswerDelivery, required=True))
    note = named(N_("What was answered"), personal(Text(most=2000, load_default=""), **OF_REQUEST))
    on = _on(N_("Day"))


class RightsRefusalSchema(Body):
    ground = named(N_("Ground in law"), Code(RefusalGround, required=True))
    reason = named(
        N_("Why it is refused"),
        personal(Text(most=2000, least=3, required=True), **OF_REQUEST),
        hint=TOLD,
    )
    delivery = named(N_("How was the answer given?"), Code(AnswerDelivery, required=True))
    on = _on(N_("Day"))


class RightsWithdrawalSchema(Body):
    on = _on(N_("Day"))


class JudgementSchema(Body):
    is_told = named(N_("Is it told?"), YesNo(required=True))
    reason = named(N_("Why"), personal(Text(most=1000, least=3, required=True), **OF_REQUEST))


class RightsLiftingSchema(RightsWithdrawalSchema):
    reason = named(
        N_("Why may it be used again?"),
        personal(Text(most=1000, least=3, required=True), **OF_REQUEST),
        hint=TOLD,
    )


class RightsRequestSchema(Schema):
    id = fields.UUID(required=True)
    kind = Code(RightsKind, required=True)
    status = Code(RightsStatus, required=True)
    referral_id = fields.UUID(allow_none=True)
    volunteer_id = fields.UUID(allow_none=True)
    requester = Code(Requester, required=True)
    requester_name = fields.String(required=True)
    text = fields.String(required=True)
    received_on = fields.Date(required=True)
    due_on = fields.Date(required=True)
    extended = fields.Boolean(required=True)
    restricted = fields.Boolean(required=True)


class RightsRequestListSchema(Schema):
    requests = fields.List(fields.Nested(RightsRequestSchema), required=True)
    next = fields.String(allow_none=True)


def as_json(request: RightsRequest) -> dict[str, Any]:
    """One request for a program."""
    received = request.received
    return {
        "id": request.id,
        "status": request.status,
        "due_on": request.due_on,
        "extended": request.is_extended,
        "restricted": request.is_restricted,
        **{
            name: getattr(received, name)
            for name in (
                *("kind", "referral_id", "volunteer_id", "requester"),
                *("requester_name", "text", "received_on"),
            )
        },
    }
