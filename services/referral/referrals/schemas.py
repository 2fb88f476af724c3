"""What a referral looks like on the wire, and where in it somebody's life is told."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate, validates_schema
from marshmallow.exceptions import ValidationError

from services.codes import (
    Availability,
    ClientStatus,
    ConsentGiver,
    DisclosureLevel,
    Interest,
    Need,
    ReferrerKind,
    RejectionReason,
    SubjectKind,
    Theme,
    Urgency,
    WaitlistingReason,
    WithdrawalReason,
)
from services.common.retention import REFERRAL
from shared.api import Body, personal
from shared.fields import Answers, Code, Codes, Day, IdentityCode, Language, Phone, Text
from shared.paging import PageQuery

SUBJECT = {"of": "subject", "retention": REFERRAL}
REFERRER = {"of": "referrer", "retention": REFERRAL}


def _name(**options: Any) -> fields.String:
    return personal(Text(most=100, **options), **SUBJECT)


class ReferrerSchema(Body):
    kind = Code(ReferrerKind, required=True)
    name = personal(Text(most=200, load_default=""), **REFERRER)
    email = personal(fields.Email(load_default=""), **REFERRER)
    phone = personal(Phone(load_default=""), **REFERRER)


class ContactSchema(Body):
    phone = personal(Phone(load_default=""), **SUBJECT)
    email = personal(fields.Email(load_default=""), **SUBJECT)
    address = personal(Text(most=300, load_default=""), **SUBJECT)


class GuardianSchema(Body):
    given_name = _name(required=True)
    family_name = _name(required=True)
    phone = personal(Phone(load_default=""), **SUBJECT)


class SiblingSchema(Body):
    given_name = _name(required=True)
    family_name = _name(required=True)
    date_of_birth = personal(Day(load_default=None, allow_none=True), **SUBJECT)


class SubjectSchema(Body):
    kind = Code(SubjectKind, required=True)
    given_name = _name(load_default="")
    family_name = _name(load_default="")
    date_of_birth = personal(Day(load_default=None, allow_none=True), **SUBJECT)
    identity_code = personal(IdentityCode(load_default=None, allow_none=True), **SUBJECT)
    mother_tongue = personal(Language(load_default=None, allow_none=True), **SUBJECT)
    service_language = Language(load_default="fi")
    interpreter_needed = fields.Boolean(load_default=False, truthy={True}, falsy={False})
    non_disclosure = fields.Boolean(load_default=False, truthy={True}, falsy={False})
    contact = fields.Nested(ContactSchema, load_default=lambda: ContactSchema().load({}))
    guardians = fields.List(
        fields.Nested(GuardianSchema), load_default=list, validate=validate.Length(max=4)
    )


class WishesSchema(Body):
    interests = personal(Codes(Interest), **SUBJECT)
    availability = personal(Codes(Availability), **SUBJECT)


class ConsentSchema(Body):
    given_on = Day(required=True)
    given_by = Code(ConsentGiver, required=True)
    disclosure_level = Code(DisclosureLevel, load_default=None)
    inform = fields.List(fields.UUID(), load_default=list, validate=validate.Length(max=20))


class OverrideSchema(Body):
    rule = Text(most=60, required=True)
    reason = personal(Text(most=1000, least=10, required=True), **SUBJECT)


class NewReferralSchema(Body):
    """Step 1: what a municipal system, a worker or a coordinator sends."""

    source_reference = Text(most=200, least=1, required=True)
    referred_on = Day(load_default=None)
    programme = Text(most=60, load_default=None)
    themes = Codes(Theme)
    municipality = Text(
        required=True, validate=validate.Regexp(r"^\d{3}$", error="Three digits, such as 853.")
    )
    referrer = fields.Nested(ReferrerSchema, required=True)
    subject = fields.Nested(SubjectSchema, required=True)
    wishes = fields.Nested(WishesSchema, load_default=lambda: WishesSchema().load({}))
    siblings = fields.List(
        fields.Nested(SiblingSchema), load_default=list, validate=validate.Length(max=12)
    )
    needs = personal(Codes(Need), **SUBJECT)
    client_status = personal(Code(ClientStatus, load_default=ClientStatus.NONE), **SUBJECT)
    urgency = Code(Urgency, load_default=Urgency.NORMAL)
    preconditions = personal(Answers(load_default=dict), **SUBJECT)
    consent = fields.Nested(ConsentSchema, required=True)
    override = fields.Nested(OverrideSchema, load_default=None)
    notes = personal(Text(most=4000, load_default=""), **SUBJECT)

    @validates_schema
    def needs_a_destination(self, data: dict[str, Any], **_: Any) -> None:
        if not data.get("programme") and not data.get("themes"):
            raise ValidationError("Name a programme, or themes to choose one by.", "programme")

    @post_load
    def plain(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        return dict(data)


class OfferSchema(Body):
    organisation = fields.UUID(required=True)
    on = Day(load_default=None)


class OnSchema(Body):
    on = Day(load_default=None)


class RejectionSchema(OnSchema):
    reason = Code(RejectionReason, required=True)


class InformationRequestSchema(OnSchema):
    """What is lacking; the sender reads it as a message."""

    text = personal(Text(most=2000, least=1, required=True), **SUBJECT)


class WaitlistingSchema(OnSchema):
    reason = Code(WaitlistingReason, required=True)


class WithdrawalSchema(OnSchema):
    reason = Code(WithdrawalReason, required=True)


class MessageSchema(Body):
    text = personal(Text(most=2000, least=1, required=True), **SUBJECT)


class ReferralSchema(Schema):
    """A referral as its reader may see it; what a reader may not see is left out."""

    id = fields.UUID(required=True)
    status = fields.String(required=True)
    business_status = fields.String(allow_none=True)
    phase = fields.String(metadata={"description": "From disclosure level L2 on."})
    frequency = fields.Dict(
        metadata={"description": "Visits held, the last day, and how many a month; from L2 on."}
    )
    outcome = fields.String(metadata={"description": "At disclosure level L3."})
    goals = fields.List(fields.Dict(), metadata={"description": "For the sender at level L3."})
    source_reference = fields.String()
    programme = fields.String(allow_none=True)
    municipality = fields.String(allow_none=True)
    referred_on = fields.Date()
    offered_to = fields.UUID(allow_none=True)
    latest_on = fields.Date(metadata={"description": "The day of the last fact."})
    reason = fields.String(allow_none=True)
    case = fields.UUID(allow_none=True)
    next_step = fields.String()
    disclosure_level = fields.String()
    warnings = fields.List(fields.String())
    need = fields.Dict(metadata={"description": "For the provider: coded need and age band."})
    subject = fields.Dict(metadata={"description": "For the provider, after acceptance."})
    preconditions = fields.Dict(
        metadata={"description": "As told; for its sender, and for the provider once accepted."}
    )


class ReferralQuery(PageQuery):
    source_reference = Text(load_default=None)


class MessageListSchema(Schema):
    messages = fields.List(fields.Dict(), metadata={"description": "Newest first."})


class ReferralListSchema(Schema):
    referrals = fields.List(fields.Nested(ReferralSchema))
    next = fields.String(allow_none=True)
