"""What is said of a family on the wire, wherever it is said: sent first, or put right later."""

from typing import Any

from marshmallow import fields, validate

from services.common.codes import ConsentGiver, ConsentPurpose, DisclosureLevel, OtherGuardian
from services.common.names import Named
from services.common.retention import REFERRAL
from shared.web.api import Body, personal
from shared.web.fields import Code, Day, Id, Phone, Text, named
from shared.web.i18n import N_
from shared.web.sentences import Sentence

SUBJECT = {"of": "subject", "retention": REFERRAL}
CLIENT_STATUS = N_("Client relationship in social services")
NEEDS = N_("Where support would help")


def name_field(label: str, **options: Any) -> fields.String:
    """One of the names of somebody in the family."""
    return named(label, personal(Text(most=100, **options), **SUBJECT))


def phone_field() -> fields.String:
    """A telephone number of the family."""
    return named(N_("Phone"), personal(Phone(load_default=""), **SUBJECT))


def birth_field() -> Day:
    """The day of birth of a child."""
    born = personal(Day(load_default=None, allow_none=True), **SUBJECT)
    return named(N_("Date of birth"), born)


def municipality_field(**options: Any) -> fields.String:
    """Where the family lives, by its three digits."""
    three_digits = validate.Regexp(r"^[0-9]{3}\Z", error=Sentence("Three digits, such as 853."))
    return named(
        N_("Municipality of residence"),
        Text(validate=three_digits, metadata={"format": "municipality"}, **options),
    )


class GuardianSchema(Named):
    given_name = name_field(N_("Guardian's given name"), load_default="")
    family_name = name_field(N_("Guardian's family name"), load_default="")
    phone = phone_field()


class SiblingSchema(Named):
    given_name = name_field(N_("Given name"), load_default="")
    family_name = name_field(N_("Family name"), load_default="")
    date_of_birth = birth_field()


class ConsentSchema(Body):
    given_on = named(N_("Consent given on"), Day(required=True))
    given_by = named(N_("Consent given by"), Code(ConsentGiver, required=True))
    disclosure_level = named(
        N_("What the sender reads back"), Code(DisclosureLevel, load_default=None)
    )
    inform = named(
        N_("Who else is told"),
        fields.List(Id(), load_default=list, validate=validate.Length(max=20)),
    )
    valid_until = named(
        N_("Valid until"),
        Day(load_default=None, allow_none=True),
        hint=N_("The last day, if the family gave one. You are reminded two weeks before it."),
    )
    other_guardian = named(
        N_("The other guardian"), Code(OtherGuardian, load_default=None, allow_none=True)
    )
    purposes = named(
        N_("What else is allowed"), fields.List(Code(ConsentPurpose), load_default=list)
    )
