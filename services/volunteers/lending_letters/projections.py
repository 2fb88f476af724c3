"""To whoever has the next word, and to the others what was said; nobody reads of their own deed."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import Connection

from services.common.codes import Role
from services.volunteers.lending import events
from services.volunteers.lending_letters.texts import THING, LoanLetter
from shared import inbox
from shared.consumer.subscription import Projection
from shared.inbox import Letter, member_of, role_of
from shared.store import Recorded

PersonOf = Callable[[Connection, UUID], UUID | None]  # as whom a support person signs in


def tell_of_loans(letters: Projection, person_of: PersonOf) -> None:
    """Let this inbox write the letters about lending."""

    @letters.on_message(events.LoanAsked)
    def ask(db: Connection, event: events.LoanAsked, message: Recorded) -> None:
        _send(db, message, LoanLetter.ASKED, event.loan_id, [_coordinators(event.lender)])

    @letters.on_message(events.LoanOffered)
    def offer(db: Connection, event: events.LoanOffered, message: Recorded) -> None:
        inbox.take_back(db, event.loan_id, LoanLetter.ASKED)
        person = person_of(db, event.volunteer_id)
        readers = [member_of(event.lender, person)] if person else []
        _send(db, message, LoanLetter.OFFERED, event.loan_id, readers)

    @letters.on_message(events.LoanAnswered)
    def answer(db: Connection, event: events.LoanAnswered, message: Recorded) -> None:
        inbox.take_back(db, event.loan_id, LoanLetter.OFFERED)
        kind = LoanLetter.WILLING if event.given else LoanLetter.UNWILLING
        sides = (event.lender, event.borrower)
        _send(db, message, kind, event.loan_id, [_coordinators(each) for each in sides])

    @letters.on_message(events.LoanAgreed)
    def agree(db: Connection, event: events.LoanAgreed, message: Recorded) -> None:
        inbox.take_back(db, event.loan_id, LoanLetter.WILLING)
        person = person_of(db, event.volunteer_id)
        readers = [member_of(event.lender, person)] if person else []
        _send(db, message, LoanLetter.AGREED, event.loan_id, readers)

    @letters.on_message(events.LoanEnded)
    def end(db: Connection, event: events.LoanEnded, message: Recorded) -> None:
        inbox.take_back(db, event.loan_id, *LoanLetter)
        person = person_of(db, event.volunteer_id) if event.volunteer_id else None
        readers = [_coordinators(each) for each in (event.lender, event.borrower)]
        readers += [member_of(event.lender, person)] if person else []
        _send(db, message, LoanLetter.ENDED, event.loan_id, readers)


def _coordinators(organisation: UUID) -> str:
    return role_of(organisation, Role.NGO_COORDINATOR)


def _send(
    db: Connection, message: Recorded, kind: LoanLetter, loan_id: UUID, readers: list[str]
) -> None:
    author, at = message.metadata["actor"], message.recorded_at
    if readers:
        inbox.send(db, Letter(message.id, kind, THING, loan_id, author, at), readers)
