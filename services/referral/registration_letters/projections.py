"""The letter that coordinators get when somebody who waited for a seat has one.

Whoever registered hears nothing by letter: they come back with their code, or are called.
"""

from sqlalchemy import Connection

from services.common.codes import Role
from services.referral.event_seats import events
from shared import inbox
from shared.consumer.subscription import Projection
from shared.inbox import Letter, role_of
from shared.store import Recorded


def tell_of_seats(letters: Projection, kind: str, thing: str) -> None:
    """Let whoever coordinates read that there may be somebody to call, once for each event."""

    @letters.on_message(events.SeatsGiven)
    def tell(db: Connection, event: events.SeatsGiven, message: Recorded) -> None:
        inbox.take_back(db, event.happening_id, kind)
        author, at = message.metadata["actor"], message.recorded_at
        letter = Letter(message.id, kind, thing, event.happening_id, author, at)
        inbox.send(db, letter, [role_of(event.organisation, Role.NGO_COORDINATOR)])
