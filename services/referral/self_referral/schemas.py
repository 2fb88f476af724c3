"""What the public form asks, and what a family may do with its code."""

from typing import Any

from marshmallow import ValidationError, post_load, validates_schema

from services.common.codes import ContactWriter, ReplyWay
from services.referral.families.schemas import municipality_field
from services.referral.family_contacts.schemas import (
    OF_CONTACT,
    ContactReferralSchema,
    message_field,
)
from shared.web.api import Body, personal
from shared.web.fields import Code, Email, Phone, Text, YesNo, named
from shared.web.i18n import N_
from shared.web.sentences import NEEDED, Sentence

REACHED_BY = {ReplyWay.PHONE: "phone", ReplyWay.EMAIL: "email"}
UNSURE = "unsure"  # the family does not know yet what would help
MUST_AGREE = Sentence("We can go on when you agree to this.")


class OwnContactSchema(Body):
    """The whole form; each question stands on a page of its own, or all on one."""

    writer = named(N_("Who are you?"), Code(ContactWriter, required=True))
    municipality = named(
        N_("In which municipality do you live?"),
        personal(municipality_field(required=True), **OF_CONTACT),
        hint=N_("We look who helps there."),
    )
    programme = named(
        N_("What would help you?"),
        Text(most=60, required=True),
        hint=N_("You may choose that you do not know yet. We think about it together."),
    )
    text = message_field(
        N_("Tell us in your own words how things are"),
        N_("A few words are enough. Write no names and no personal identity codes yet."),
    )
    experience = named(
        N_("When do you yourselves feel that you need support?"),
        personal(Text(most=1000, load_default=""), **OF_CONTACT),
        hint=N_("Your own experience is enough. Nobody else has to confirm it."),
    )
    reply_by = named(N_("How would you like to get the answer?"), Code(ReplyWay, required=True))
    phone = named(N_("Phone number"), personal(Phone(load_default=""), **OF_CONTACT))
    email = named(N_("E-mail address"), personal(Email(load_default=""), **OF_CONTACT))
    calling_name = named(
        N_("What may we call you?"),
        personal(Text(most=60, load_default=""), **OF_CONTACT),
        hint=N_("A first name or a nickname. You may leave it empty."),
    )

    @validates_schema(skip_on_field_errors=False)
    def can_be_reached(self, data: dict[str, Any], **_: Any) -> None:
        needed = REACHED_BY.get(data.get("reply_by", ReplyWay.CODE), "")
        if needed and not data.get(needed):
            raise ValidationError(NEEDED, needed)

    @post_load
    def plain(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """What they do not know is left open, and what they do not wish to be reached by too."""
        reached_by = REACHED_BY.get(data["reply_by"], "")
        others = {"phone", "email"} - {reached_by}
        programme = None if data["programme"] == UNSURE else data["programme"]
        return {**data, "programme": programme, **dict.fromkeys(others, "")}


class WriteOnSchema(Body):
    text = message_field(N_("Your message"), N_("Write no personal identity codes."))


class ReturnSchema(Body):
    code = named(N_("Your code"), Text(most=60, required=True), hint=N_("For example K7QM-2XVA-…"))


class WhoWeAreSchema(ContactReferralSchema):
    """The same that a coordinator writes down, with the family's own consent."""

    agreed = named(
        N_("I agree that this is told to the organisation, so that it can arrange support for us."),
        YesNo(load_default=False),
    )

    @validates_schema
    def consents(self, data: dict[str, Any], **_: Any) -> None:
        if not data.get("agreed"):
            raise ValidationError(MUST_AGREE, "agreed")

    @post_load
    def who(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {name: value for name, value in data.items() if name != "agreed"}
