"""What can be asked of a contact. Each function runs in the caller's one transaction."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from services.common import catalogue
from services.common.codes import (
    AnswerDelivery,
    ContactWriter,
    Register,
    ReplyWay,
)
from services.common.erasure.commands import at_its_end, on_request
from services.common.notices.reading import newest_version
from services.referral.family_contacts import rules
from services.referral.family_contacts.domain import FamilyContact
from services.referral.family_contacts.events import ContactEvent, ContactReceived
from services.referral.intake import commands as intake
from services.referral.notices import commands as notices
from shared.kernel.aggregate import Invalid, NotFound
from shared.web import return_codes
from shared.work import Taken, Work


def receive(
    work: Work,
    form_key: str,
    *,
    organisation: UUID,
    programme: str | None,
    language: str,
    writer: ContactWriter,
    reply_by: ReplyWay,
    **wrote: str,
) -> tuple[str, UUID]:
    """Take a contact in, once for each form; the family's code, and the contact's id."""
    code = return_codes.code_of(work.sealing, form_key)
    contact = FamilyContact(uuid4())
    try:
        digest = return_codes.claim(work, code, contact)
    except Taken as before:
        return code, before.id
    received = ContactReceived(
        contact_id=contact.id,
        answer_by=_answer_by(work, programme),
        organisation=organisation,
        programme=programme,
        writer=writer,
        language=language,
        reply_by=reply_by,
        received_on=work.today,
        notice_version=newest_version(),
        code=digest,
        **wrote,
    )
    work.start(contact, lambda new: new.receive(received))
    return code, contact.id


def write_on(work: Work, contact_id: UUID, *, text: str) -> None:
    """The family writes on."""

    def write(contact: FamilyContact) -> list[ContactEvent]:
        by = _answer_by(work, contact.received.programme if contact.received else None)
        return contact.write_on(text, on=work.today, answer_by=by)

    work.change(FamilyContact(contact_id), write)


def answer(work: Work, contact_id: UUID, *, text: str) -> None:
    """Answer the family, or ask it something; it reads that with its code."""
    by = work.actor.id
    work.change(
        FamilyContact(contact_id), lambda contact: contact.answer(text, by=by, on=work.today)
    )


def close(work: Work, contact_id: UUID, *, text: str) -> None:
    """Nothing more comes of it; the family reads why."""
    by = work.actor.id
    work.change(
        FamilyContact(contact_id), lambda contact: contact.close(text, by=by, on=work.today)
    )


def refer(work: Work, contact_id: UUID, **who: Any) -> UUID:
    """The family has said who they are: it goes on as a referral, by the rules of all others.

    Raises `Invalid` with the rule's code when the programme is not for this family.
    """
    contact, _ = work.load(FamilyContact(contact_id))
    received = contact.received
    if received is None:
        raise NotFound
    if contact.referral_id is not None:
        return contact.referral_id
    code = who["programme"] or received.programme
    programme = catalogue.programme(work.db, code) if code else None
    if programme is None or not rules.is_open_to_families(programme):
        raise Invalid("Choose what the family would like.", code="no-programme", field="programme")
    body = rules.as_referral(contact, received, programme, who, on=work.today)
    referral = intake.receive(work, body, sender=received.organisation)
    notices.give(
        work,
        referral.id,
        delivery=AnswerDelivery.SECURE_MESSAGE,
        language=received.language,
        on=None,
    )
    work.change(
        FamilyContact(contact_id), lambda contact: contact.refer(referral.id, on=work.today)
    )
    return referral.id


def withdraw(work: Work, contact_id: UUID) -> None:
    """The family takes it back: what it wrote is erased, and the code leads nowhere."""
    contact, _ = work.change(FamilyContact(contact_id), lambda each: each.withdraw(on=work.today))
    on_request(
        work,
        Register.CONTACTS,
        contact_id,
        persons=(contact_id,),
        moments=rules.moments(contact),
    )
    _forget_code(work, contact)


def expire(work: Work, contact_id: UUID, *, preview: bool = False) -> tuple[str, ...]:
    """Erase what was written, at the end of its time; the classes left of it.

    The code goes too, unless the family follows a referral with it.
    """
    contact, _ = work.load(FamilyContact(contact_id))
    left = at_its_end(
        work,
        Register.CONTACTS,
        contact_id,
        persons=(contact_id,),
        moments=rules.moments(contact),
        preview=preview,
    )
    if left and not preview and contact.referral_id is None:
        _forget_code(work, contact)
    return left


def _answer_by(work: Work, programme: str | None) -> date:
    """The last day for an answer to what comes today, as the programme promises."""
    chosen = catalogue.programme(work.db, programme) if programme else None
    return rules.due_on(work.today, chosen)


def _forget_code(work: Work, contact: FamilyContact) -> None:
    if contact.received is not None:
        return_codes.release(work, contact.received.code)
