"""What comes in and goes out of families' own contacts, for those who answer them."""

from typing import Any

from marshmallow import Schema, fields

from services.common.codes import ClientStatus, ContactStatus, ContactWriter, ReplyWay
from services.common.retention import CONTACT
from services.referral.families.schemas import CLIENT_STATUS, SUBJECT
from services.referral.family_contacts.domain import FamilyContact
from services.referral.intake.schemas import SubjectSchema
from shared.web.api import Body, personal
from shared.web.fields import Code, Text, named
from shared.web.i18n import N_

OF_CONTACT = {"of": "contact", "retention": CONTACT}
LONGEST = 2000  # characters of one message


def message_field(label: str, hint: str = "", *, most: int = LONGEST) -> fields.String:
    """A message between the family and the organisation."""
    text = Text(most=most, least=2, required=True)
    return named(label, personal(text, **OF_CONTACT), hint=hint)


class ContactAnswerSchema(Body):
    text = message_field(
        N_("Your answer"), N_("The family reads it with its code. Write no names of others.")
    )


class ContactClosureSchema(Body):
    text = message_field(
        N_("Last words to the family"), N_("Say why nothing more comes of it, and who could help.")
    )


class ContactReferralSchema(Body):
    """Who the family is, by their own word."""

    programme = named(N_("What would help"), Text(most=60, load_default=None))
    subject = fields.Nested(SubjectSchema, required=True)
    client_status = named(
        CLIENT_STATUS,
        personal(Code(ClientStatus, load_default=ClientStatus.UNKNOWN_NOT_ASKED), **SUBJECT),
    )


class FamilyContactSchema(Schema):
    id = fields.UUID(required=True)
    status = Code(ContactStatus, required=True)
    programme = fields.String(allow_none=True)
    municipality = fields.String(allow_none=True)
    writer = Code(ContactWriter, required=True)
    language = fields.String(required=True)
    reply_by = Code(ReplyWay, required=True)
    received_on = fields.Date(required=True)
    waits_since = fields.Date(required=True)
    referral = fields.UUID(allow_none=True)


class FamilyContactListSchema(Schema):
    contacts = fields.List(fields.Nested(FamilyContactSchema), required=True)
    next = fields.String(allow_none=True)


def as_json(contact: FamilyContact) -> dict[str, Any]:
    """One contact for a program, without what the family wrote."""
    names = ("programme", "municipality", "writer", "language", "reply_by", "received_on")
    return {
        "id": contact.id,
        "status": contact.status,
        "waits_since": contact.waits_since,
        "referral": contact.referral_id,
        **{name: getattr(contact.received, name) for name in names},
    }
