"""The letters about a programme that ends: to who provides it, and to who sends families to it."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection

from services.common.codes import Role
from services.referral.directory.events import WithdrawalAnnounced, WithdrawalTakenBack
from shared import inbox
from shared.consumer.subscription import Projection
from shared.inbox import Letter, role_of
from shared.store import Recorded

PROVIDING = (Role.NGO_COORDINATOR, Role.ADMINISTRATOR)


def tell_of_endings(
    letters: Projection, *, ends: str, goes_on: str, thing: str, senders: Iterable[str]
) -> None:
    """A letter when it is withdrawn; when that is taken back, another one in its place."""

    @letters.on_message(WithdrawalAnnounced)
    def tell(db: Connection, event: WithdrawalAnnounced, message: Recorded) -> None:
        inbox.take_back(db, event.programme_id, ends, goes_on)
        readers = [
            *(role_of(home, role) for home in event.providers for role in PROVIDING),
            *(role_of(home, role) for home in event.senders for role in senders),
        ]
        inbox.send(db, _letter(message, ends, event.programme_id), readers)

    @letters.on_message(WithdrawalTakenBack)
    def tell_back(db: Connection, event: WithdrawalTakenBack, message: Recorded) -> None:
        readers = inbox.recipients_of(db, event.programme_id, ends)
        inbox.take_back(db, event.programme_id, ends)
        inbox.send(db, _letter(message, goes_on, event.programme_id), readers)

    def _letter(message: Recorded, kind: str, programme_id: UUID) -> Letter:
        author, at = message.metadata["actor"], message.recorded_at
        return Letter(message.id, kind, thing, programme_id, author, at)
