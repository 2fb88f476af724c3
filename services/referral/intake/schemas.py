"""What a referral looks like on the wire, and where in it somebody's life is told."""

from typing import Any, ClassVar

from marshmallow import Schema, fields, post_load, validate, validates_schema
from marshmallow.exceptions import ValidationError

from services.common.codes import (
    Availability,
    ClientStatus,
    Interest,
    Need,
    ReferrerKind,
    SubjectKind,
    Theme,
    Urgency,
)
from services.common.names import SEEN, Named, one_of_both
from services.common.retention import REFERRAL
from services.referral.capacity.schemas import RoomSchema
from services.referral.eligibility.domain import Verdict
from services.referral.families.schemas import (
    CLIENT_STATUS,
    NEEDS,
    SUBJECT,
    ConsentSchema,
    GuardianSchema,
    SiblingSchema,
    birth_field,
    municipality_field,
    name_field,
    phone_field,
)
from shared.web.api import Body, personal
from shared.web.fields import (
    TODAY,
    Answers,
    Code,
    Codes,
    Day,
    Email,
    IdentityCode,
    Language,
    Phone,
    Text,
    YesNo,
    born_on,
    named,
)
from shared.web.i18n import N_
from shared.web.sentences import Sentence

REFERRER = {"of": "referrer", "retention": REFERRAL}


def _client_status() -> Code:
    """Nobody is said to be no client: where it is left out, it has not been asked."""
    unknown = ClientStatus.UNKNOWN_NOT_ASKED
    return named(
        CLIENT_STATUS,
        personal(Code(ClientStatus, load_default=unknown), **SUBJECT),
    )


class ReferrerSchema(Body):
    kind = named(N_("Who refers"), Code(ReferrerKind, required=True))
    name = named(N_("Name"), personal(Text(most=200, load_default=""), **REFERRER))
    email = named(N_("E-mail"), personal(Email(load_default=""), **REFERRER))
    phone = named(N_("Phone"), personal(Phone(load_default=""), **REFERRER))


class ContactSchema(Body):
    phone = phone_field()
    email = named(N_("E-mail"), personal(Email(load_default=""), **SUBJECT))
    address = named(N_("Address"), personal(Text(most=300, load_default=""), **SUBJECT))


class SubjectSchema(Named):
    together: ClassVar[dict[str, Any]] = one_of_both(
        {"properties": {"kind": {"const": SubjectKind.FAMILY.value}}}
    )

    kind = named(N_("Who is it about"), Code(SubjectKind, required=True))
    given_name = name_field(N_("Given name"), load_default="")
    family_name = name_field(N_("Family name"), load_default="")
    date_of_birth = birth_field()
    identity_code = named(
        N_("Personal identity code"),
        personal(IdentityCode(load_default=None, allow_none=True), **SUBJECT),
    )
    mother_tongue = named(
        N_("Mother tongue"), personal(Language(load_default=None, allow_none=True), **SUBJECT)
    )
    service_language = named(N_("Language of the service"), Language(load_default=""))
    interpreter_needed = named(N_("An interpreter is needed"), YesNo(load_default=False))
    non_disclosure = named(
        N_("Non-disclosure for personal safety"),
        YesNo(load_default=False),
        hint=N_("Address, school and phone are then not shown."),
    )
    non_disclosure_until = named(
        N_("Until when the non-disclosure order holds"),
        Day(load_default=None, allow_none=True),
        hint=N_("If you know it. You are reminded, and everything stays hidden until you say so."),
    )
    contact = fields.Nested(ContactSchema, load_default=lambda: ContactSchema().load({}))
    guardians = named(
        N_("Guardians"),
        fields.List(
            fields.Nested(GuardianSchema), load_default=list, validate=validate.Length(max=4)
        ),
    )

    def needs_a_name(self, data: dict[str, Any]) -> bool:
        return data["kind"] is not SubjectKind.FAMILY

    @post_load
    def born(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """An identity code tells the day of birth too."""
        if data["identity_code"] and data["date_of_birth"] is None:
            data["date_of_birth"] = born_on(data["identity_code"])
        return data


class WishesSchema(Body):
    interests = named(N_("Interests"), personal(Codes(Interest), **SUBJECT))
    availability = named(N_("Times"), personal(Codes(Availability), **SUBJECT))


class OverrideSchema(Body):
    rule = named(N_("Rule that is set aside"), Text(most=60, required=True))
    reason = named(
        N_("Why it is set aside"),
        personal(Text(most=1000, least=10, required=True), **SUBJECT),
    )


DESTINATION = Sentence("Name a programme, or themes to choose one by.")


class NewReferralSchema(Body):
    """Step 1: what a municipal system, a worker or a coordinator sends."""

    together: ClassVar[dict[str, Any]] = {
        "if": {"required": ["programme"], "properties": {"programme": SEEN}},
        "else": {"required": ["themes"], "properties": {"themes": {"minItems": 1}}},
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
    source_reference = named(N_("Reference"), Text(most=200, least=1, required=True))
    referred_on = named(N_("Referred on"), Day(load_default=None), hint=TODAY)
    programme = named(N_("Programme"), Text(most=60, load_default=None))
    themes = named(N_("Themes"), Codes(Theme))
    municipality = municipality_field(required=True)
    referrer = fields.Nested(ReferrerSchema, required=True)
    subject = fields.Nested(SubjectSchema, required=True)
    wishes = fields.Nested(WishesSchema, load_default=lambda: WishesSchema().load({}))
    siblings = named(
        N_("Siblings"),
        fields.List(
            fields.Nested(SiblingSchema), load_default=list, validate=validate.Length(max=12)
        ),
    )
    needs = named(NEEDS, personal(Codes(Need), **SUBJECT))
    client_status = _client_status()
    urgency = named(N_("Urgency"), Code(Urgency, load_default=Urgency.NORMAL))
    preconditions = personal(Answers(load_default=dict), **SUBJECT)
    consent = fields.Nested(ConsentSchema, required=True)
    override = fields.Nested(OverrideSchema, load_default=None)
    notes = named(N_("Notes"), personal(Text(most=4000, load_default=""), **SUBJECT))

    @validates_schema(skip_on_field_errors=False)
    def needs_a_destination(self, data: dict[str, Any], **_: Any) -> None:
        if not data.get("programme") and not data.get("themes"):
            raise ValidationError(DESTINATION, "programme")

    @post_load
    def plain(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        return dict(data)


class AskedReferrerSchema(Body):
    kind = Code(ReferrerKind, load_default=None)


class AskedSubjectSchema(Body):
    kind = Code(SubjectKind, required=True)
    date_of_birth = personal(Day(load_default=None, allow_none=True), **SUBJECT)


class AskedChildSchema(Body):
    given_name = personal(Text(most=100, load_default=""), **SUBJECT)
    family_name = personal(Text(most=100, load_default=""), **SUBJECT)
    date_of_birth = personal(Day(load_default=None, allow_none=True), **SUBJECT)


class QuestionSchema(Body):
    """What a referral would say, as far as a rule asks; nothing of it is kept."""

    programme = Text(most=60, load_default=None, allow_none=True)
    referred_on = Day(load_default=None)
    municipality = municipality_field(required=True)
    referrer = fields.Nested(
        AskedReferrerSchema, load_default=lambda: AskedReferrerSchema().load({})
    )
    subject = fields.Nested(AskedSubjectSchema, required=True)
    siblings = fields.List(
        fields.Nested(AskedChildSchema), load_default=list, validate=validate.Length(max=12)
    )
    needs = named(NEEDS, personal(Codes(Need), **SUBJECT))
    client_status = _client_status()
    preconditions = Answers(load_default=dict)


class FindingSchema(Schema):
    rule = fields.String()
    verdict = Code(
        Verdict,
        metadata={
            "description": "SOFT: a warning. POSSIBLE_IF: no, until it is done or asked. HARD: no."
        },
    )
    message = fields.String()
    explanation = fields.String(allow_none=True)
    overridable = fields.Boolean()


class NamedRoomSchema(RoomSchema):
    name = fields.String()


class AssessmentSchema(Schema):
    programme = fields.String()
    name = fields.String()
    version = fields.Integer()
    verdict = Code(Verdict)
    conditions = fields.List(
        fields.String(),
        metadata={"description": "With POSSIBLE_IF: the rules that would have to be met."},
    )
    findings = fields.List(fields.Nested(FindingSchema))
    quota_left = fields.Integer(
        allow_none=True, metadata={"description": "At least, of the families agreed for this year."}
    )
    capacity = fields.List(
        fields.Nested(NamedRoomSchema), metadata={"description": "Of everybody who provides it."}
    )


class AnswerSchema(Schema):
    on = fields.Date()
    asked = fields.Nested(AssessmentSchema, allow_none=True)
    alternatives = fields.List(fields.Nested(AssessmentSchema))
