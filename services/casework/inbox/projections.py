"""Letters: for what has happened in a case that somebody is to read, whoever caused it."""

from uuid import UUID

from sqlalchemy import Connection

from services.casework.cases.events import ResponsibleLeft
from services.casework.inbox.texts import CASE, LetterKind
from services.casework.messages.events import MessageForwarded, MessageLeft
from services.common.accesses.projections import tell_officers
from services.common.codes import Role
from shared import inbox
from shared.consumer.subscription import Projection
from shared.inbox import Letter, member_of, role_of
from shared.store import Recorded

letters = Projection("inbox", inbox.metadata)
tell_officers(letters)


@letters.on_message(MessageLeft)
def deliver(db: Connection, event: MessageLeft, message: Recorded) -> None:
    recipients = _people(event.organisation, event.readers)
    kind = LetterKind.ANSWER
    if event.by_supporter:
        recipients.append(role_of(event.organisation, Role.NGO_COORDINATOR))
        kind = LetterKind.WORRY if event.is_worry else LetterKind.MESSAGE
    author = message.metadata["actor"]
    letter = Letter(
        event.message_id, kind, CASE, event.case_id, author, message.recorded_at, event.is_worry
    )
    inbox.send(db, letter, recipients)


@letters.on_message(MessageForwarded)
def forward(db: Connection, event: MessageForwarded, message: Recorded) -> None:
    recipients = _people(event.organisation, event.readers)
    recipients.append(role_of(event.organisation, Role.NGO_COORDINATOR))
    kind, author = LetterKind.REFERRAL_MESSAGE, message.metadata["actor"]
    letter = Letter(event.message_id, kind, CASE, event.case_id, author, message.recorded_at)
    inbox.send(db, letter, recipients)


@letters.on_message(ResponsibleLeft)
def miss_responsible(db: Connection, event: ResponsibleLeft, message: Recorded) -> None:
    recipients = [role_of(event.organisation, Role.NGO_COORDINATOR)]
    kind, author = LetterKind.RESPONSIBLE_LEFT, message.metadata["actor"]
    letter = Letter(message.id, kind, CASE, event.case_id, author, message.recorded_at)
    inbox.send(db, letter, recipients)


def _people(organisation: UUID, readers: tuple[UUID, ...]) -> list[str]:
    return [member_of(organisation, person) for person in readers]
