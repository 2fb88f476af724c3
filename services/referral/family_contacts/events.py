"""What has happened to a family's own contact.

All of it is private. Nobody knows who they are until they say so; what they wrote lies sealed under
the contact's own id, and goes with it.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from services.common.codes import ContactWriter, ReplyWay
from services.common.retention import CONTACT
from shared.kernel.events import event, personal


@event("family_contact.received", retention=CONTACT)
class ContactReceived:
    contact_id: UUID
    organisation: UUID  # whose coordinators answer
    programme: str | None  # None: the family does not know yet
    writer: Annotated[str, ContactWriter]
    language: str  # in which they wrote, and are answered
    reply_by: Annotated[str, ReplyWay]
    received_on: date
    notice_version: int  # of the privacy notice that they could read before they sent it
    code: str  # digest of the code with which they come back
    answer_by: date | None = None  # the last day of the promise; None: not said then
    municipality: str = personal(of="contact_id")
    text: str = personal(of="contact_id")  # what they would like help with
    experience: str = personal(of="contact_id", default="")  # of needing support, in their words
    calling_name: str = personal(of="contact_id", default="")  # what they may be called
    phone: str = personal(of="contact_id", default="")
    email: str = personal(of="contact_id", default="")


@event("family_contact.answered", retention=CONTACT)
class ContactAnswered:
    contact_id: UUID
    on: date
    by: str  # id of a principal
    text: str = personal(of="contact_id")


@event("family_contact.continued", retention=CONTACT)
class ContactContinued:
    """The family wrote on; it waits for an answer again."""

    contact_id: UUID
    on: date
    answer_by: date | None = None
    text: str = personal(of="contact_id")


@event("family_contact.referred")
class ContactReferred:
    """The family said who they are, and it goes on as a referral."""

    contact_id: UUID
    referral_id: UUID
    on: date


@event("family_contact.closed", retention=CONTACT)
class ContactClosed:
    """Nothing more comes of it; the last words are an answer too."""

    contact_id: UUID
    on: date
    by: str  # id of a principal
    text: str = personal(of="contact_id")


@event("family_contact.withdrawn")
class ContactWithdrawn:
    """The family took it back; what they wrote is erased with it."""

    contact_id: UUID
    on: date


ContactEvent = (
    ContactReceived
    | ContactAnswered
    | ContactContinued
    | ContactReferred
    | ContactClosed
    | ContactWithdrawn
)
OverEvent = ContactAnswered | ContactReferred | ContactClosed | ContactWithdrawn
"""After which nobody waits for the organisation's answer."""
