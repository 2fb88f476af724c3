"""What a referral looks like on the wire, and where in it somebody's life is told."""

from collections.abc import Mapping
from typing import Any, ClassVar

from marshmallow import Schema, fields, post_load, pre_load, validate, validates_schema
from marshmallow.exceptions import ValidationError

from services.common.codes import (
    Availability,
    ClientStatus,
    ConsentGiver,
    DisclosureLevel,
    Interest,
    Need,
    ReferrerKind,
    SubjectKind,
    Theme,
    Urgency,
)
from services.common.retention import REFERRAL
from services.referral.eligibility.domain import Verdict
from shared.web.api import Body, personal
from shared.web.fields import Answers, Code, Codes, Day, IdentityCode, Language, Phone, Text

FLAGS = ("interpreter_needed", "non_disclosure")
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

    together: ClassVar[dict[str, Any]] = {
        "if": {"properties": {"programme": {"enum": [None, ""]}}},
        "then": {"required": ["themes"], "properties": {"themes": {"minItems": 1}}},
        "example": {
            "source_reference": "VARHA-2026-000123",
            "programme": "kaveri",
            "municipality": "853",
            "referrer": {"kind": "SCHOOL"},
            "subject": {
                "kind": "CHILD",
                "given_name": "Aino",
                "family_name": "Testinen",
                "date_of_birth": "2015-04-01",
            },
            "needs": ["LONELINESS"],
            "consent": {"given_on": "2026-03-02", "given_by": "GUARDIAN"},
        },
    }
    source_reference = Text(most=200, least=1, required=True)
    referred_on = Day(load_default=None)
    programme = Text(most=60, load_default=None)
    themes = Codes(Theme)
    municipality = Text(
        required=True, validate=validate.Regexp(r"^[0-9]{3}\Z", error="Three digits, such as 853.")
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


class RecordedSchema(NewReferralSchema):
    """The request as a form can send it: one guardian, boxes that are ticked or not there."""

    guardian = fields.Dict(load_only=True)

    @pre_load
    def as_sent(self, data: Mapping[str, Any], **_: Any) -> dict[str, Any]:
        body = {name: value for name, value in data.items() if name != "guardian"}
        subject = dict(body.get("subject", {}))
        subject |= {flag: True for flag in FLAGS if flag in subject}
        if guardian := data.get("guardian"):
            subject["guardians"] = [guardian]
        conditions = dict(body.get("preconditions", {}))
        if "family_need_known" in conditions:
            conditions["family_need_known"] = True
        return body | {"subject": subject, "preconditions": conditions}


class AskedReferrerSchema(Body):
    kind = Code(ReferrerKind, load_default=ReferrerKind.OTHER)


class AskedSubjectSchema(Body):
    kind = Code(SubjectKind, required=True)
    date_of_birth = personal(Day(load_default=None, allow_none=True), **SUBJECT)


class QuestionSchema(Body):
    """What a referral would say, as far as a rule asks; nothing of it is kept."""

    programme = Text(most=60, load_default=None, allow_none=True)
    referred_on = Day(load_default=None)
    municipality = Text(
        required=True, validate=validate.Regexp(r"^[0-9]{3}\Z", error="Three digits, such as 853.")
    )
    referrer = fields.Nested(
        AskedReferrerSchema, load_default=lambda: AskedReferrerSchema().load({})
    )
    subject = fields.Nested(AskedSubjectSchema, required=True)
    needs = personal(Codes(Need), **SUBJECT)
    client_status = personal(Code(ClientStatus, load_default=ClientStatus.NONE), **SUBJECT)
    preconditions = Answers(load_default=dict)


class FindingSchema(Schema):
    rule = fields.String()
    verdict = Code(Verdict, metadata={"description": "SOFT: a warning. HARD: no."})
    message = fields.String()
    explanation = fields.String(allow_none=True)
    overridable = fields.Boolean()


class AssessmentSchema(Schema):
    programme = fields.String()
    name = fields.String()
    version = fields.Integer()
    verdict = Code(Verdict)
    findings = fields.List(fields.Nested(FindingSchema))


class AnswerSchema(Schema):
    on = fields.Date()
    asked = fields.Nested(AssessmentSchema, allow_none=True)
    alternatives = fields.List(fields.Nested(AssessmentSchema))
