"""What can be put right in a referral, each with the reason; what is left out stays as it was."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from marshmallow import fields, pre_load, validate

from services.common.codes import ChildView, ClientStatus, Need
from services.common.contact import LONGEST, USUAL
from services.common.retention import REFERRAL
from services.referral.families.schemas import (
    CLIENT_STATUS,
    NEEDS,
    SUBJECT,
    ConsentSchema,
    GuardianSchema,
    SiblingSchema,
    municipality_field,
    name_field,
)
from shared.web.api import Body, personal
from shared.web.fields import (
    TODAY,
    Code,
    Day,
    Email,
    Id,
    Language,
    Phone,
    Text,
    Whole,
    YesNo,
    named,
)
from shared.web.i18n import N_

REFERRER = {"of": "referrer", "retention": REFERRAL}
UNTIL_NOW = N_("Who reads this referral reads the reason too.")


class ReasonSchema(Body):
    """Why something is put right."""

    reason = named(
        N_("Why is this put right?"),
        personal(Text(most=1000, least=3, required=True), **SUBJECT),
        hint=UNTIL_NOW,
    )


class StepReasonSchema(ReasonSchema):
    on = named(N_("Day"), Day(load_default=None), hint=TODAY)


class CorrectionSchema(ReasonSchema):
    """The values that are right; after acceptance the provider's register hears of them too."""

    given_name = name_field(N_("Given name"))
    family_name = name_field(N_("Family name"))
    date_of_birth = named(N_("Date of birth"), personal(Day(allow_none=True), **SUBJECT))
    phone = named(N_("Phone"), personal(Phone(), **SUBJECT))
    email = named(N_("E-mail"), personal(Email(validate=validate.Length(max=254)), **SUBJECT))
    address = named(N_("Address"), personal(Text(most=300), **SUBJECT))
    municipality = municipality_field()
    guardians = named(
        N_("Guardians"),
        fields.List(fields.Nested(GuardianSchema), validate=validate.Length(max=4)),
    )
    siblings = named(
        N_("Siblings"),
        fields.List(fields.Nested(SiblingSchema), validate=validate.Length(max=12)),
    )
    mother_tongue = named(N_("Mother tongue"), personal(Language(allow_none=True), **SUBJECT))
    service_language = named(N_("Language of the service"), Language())
    interpreter_needed = named(N_("An interpreter is needed"), YesNo())
    non_disclosure = named(
        N_("Non-disclosure for personal safety"),
        YesNo(),
        hint=N_("Address, school and phone are then not shown."),
    )
    non_disclosure_until = named(
        N_("Until when the non-disclosure order holds"),
        Day(allow_none=True),
        hint=N_("If you know it. You are reminded, and everything stays hidden until you say so."),
    )
    needs = named(NEEDS, personal(fields.List(Code(Need)), **SUBJECT))
    client_status = named(CLIENT_STATUS, personal(Code(ClientStatus), **SUBJECT))
    notes = named(N_("Notes"), personal(Text(most=4000), **SUBJECT))
    referrer_name = named(N_("Referrer's name"), personal(Text(most=200), **REFERRER))
    referrer_phone = named(N_("Referrer's phone"), personal(Phone(), **REFERRER))
    referrer_email = named(
        N_("Referrer's e-mail"), personal(Email(validate=validate.Length(max=254)), **REFERRER)
    )


class ConsentCorrectionSchema(ReasonSchema, ConsentSchema):
    """The consent as it was given; a level, or a list of whom to tell, that is left out stays."""

    inform = named(
        N_("Who else is told"),
        fields.List(Id(), load_default=None, validate=validate.Length(max=20)),
    )
    child_view = named(
        N_("The child's own view"),
        personal(Code(ChildView, load_default=None, allow_none=True), **SUBJECT),
        hint=N_("From 12 years on, if they were asked."),
    )


class ConsentWithdrawalSchema(Body):
    """For whom, and what the family said of it; without an organisation it is withdrawn whole.

    A consent is withdrawn as easily as it was given: nobody has to say why (GDPR 7.3).
    """

    reason = named(
        N_("What the family said of it"),
        personal(Text(most=1000, load_default=""), **SUBJECT),
        hint=N_("If they want to say why. Everybody who sees this referral reads it."),
    )
    organisations = named(
        N_("For whom?"),
        fields.List(Id(), load_default=list, validate=validate.Length(max=20)),
        hint=N_("Choose nobody to withdraw all of it."),
    )


TEXTS = (
    "given_name family_name phone email address notes referrer_name referrer_phone referrer_email"
)
BLANK: Mapping[str, Any] = MappingProxyType(
    dict.fromkeys(TEXTS.split(), "")
    | {"date_of_birth": None, "mother_tongue": None, "needs": [], "non_disclosure_until": None}
    | dict.fromkeys(("interpreter_needed", "non_disclosure"), False)
)


class CorrectionFormSchema(CorrectionSchema):
    """The same as a page sends it: every field, and an empty one says that there is nothing."""

    class Meta:
        exclude = ("guardians", "siblings")

    guardian = fields.Nested(GuardianSchema)

    @pre_load
    def whole(self, data: Mapping[str, Any], **_: Any) -> dict[str, Any]:
        return {**BLANK, **data}


class ContactViewingSchema(Body):
    """Why somebody looks at what a non-disclosure order hides."""

    reason = named(
        N_("Why do you need the contact details?"),
        personal(Text(most=500, least=3, required=True), **SUBJECT),
        hint=N_("Your name and the reason are kept and shown on this page."),
    )
    hours = named(N_("For how long?"), Whole(least=1, most=LONGEST, load_default=USUAL))
