"""Who is to read that mail does not reach them."""

from sqlalchemy import Connection

from services.referral.mailing import events
from shared import inbox
from shared.consumer.subscription import Projection
from shared.inbox import Letter, member_of
from shared.store import Recorded


def tell_owner(letters: Projection, kind: str, thing: str) -> None:
    """Let whoever's mail came back read so, until they confirm an address or choose another."""

    @letters.on_message(events.AddressFailed)
    def tell(db: Connection, event: events.AddressFailed, message: Recorded) -> None:
        if (home := event.organisation) is not None:
            author, at = message.metadata["actor"], message.recorded_at
            letter = Letter(message.id, kind, thing, event.person_id, author, at)
            inbox.send(db, letter, [member_of(home, event.person_id)])

    @letters.on(events.AddressConfirmed, events.MailChosen)
    def take_back(db: Connection, event: events.AddressConfirmed | events.MailChosen) -> None:
        inbox.take_back(db, event.person_id, kind)
