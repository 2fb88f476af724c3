"""What can be asked of mail: everybody chooses for themselves, and says whether it arrives."""

from datetime import timedelta
from hmac import compare_digest
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import func, select

from services.common.mailing.queries import code_for, is_question
from services.referral.mailing.domain import MailChoice
from services.referral.mailing.events import MailChosen
from services.referral.mailing.rules import must_not_be_too_many
from shared.database.upsert import insert_new
from shared.kernel.aggregate import Invalid
from shared.mail.tables import MailState, mails
from shared.web.return_codes import read_code
from shared.work import Work

A_DAY = timedelta(days=1)


def choose(work: Work, person_id: UUID, *, email: str, **chosen: Any) -> None:
    """Where mail goes, about what and how soon; a new address is asked for its code first."""
    before, _ = work.load(MailChoice(person_id))
    event = MailChosen(
        person_id=person_id,
        has_address=bool(email),
        email=email,
        is_confirmed=before.reaches(email),
        **chosen,
    )
    choice, _ = work.change(MailChoice(person_id), lambda choice: choice.choose(event))
    if choice.waits and not before.is_address(email):
        send_code(work, person_id)


def send_code(work: Work, person_id: UUID) -> None:
    """Write to the address, with the code that shows that mail reaches its reader there.

    The mail is a row without numbers; its code is made when it leaves, and is kept nowhere.
    """
    choice, _ = work.load(MailChoice(person_id))
    if not choice.waits:
        return
    lately = mails.c.person_id == person_id, is_question(), mails.c.made_at > work.now - A_DAY
    query = select(func.count()).select_from(mails).where(*lately)
    must_not_be_too_many(work.db.scalar(query) or 0)
    mail = {
        "mail_id": uuid5(person_id, f"code:{work.now.isoformat()}"),
        "person_id": person_id,
        "made_for": work.now,
        "made_at": work.now,
        "urgent": 0,
        "deadlines": 0,
        "news": 0,
        "state": MailState.WAITING,
        "attempts": 0,
        "next_at": work.now,
    }
    insert_new(work.db, mails, mail)


def confirm(work: Work, person_id: UUID, *, code: str) -> None:
    """Let mail go to the address to which that code was sent."""
    chosen = work.load(MailChoice(person_id))[0].chosen
    address = chosen.email if chosen else ""
    if not address or not compare_digest(
        read_code(code), code_for(work.sealing, person_id, address)
    ):
        raise Invalid(
            "This is not the code that was sent to your address.", code="wrong-code", field="code"
        )
    work.change(MailChoice(person_id), lambda choice: choice.confirm(on=work.today))


def note_failure(work: Work, person_id: UUID, *, organisation: UUID | None) -> None:
    """Mail to somebody came back: write there no more."""
    by = work.actor.id
    work.change(
        MailChoice(person_id),
        lambda choice: choice.fail(organisation, by=by, on=work.today),
    )
