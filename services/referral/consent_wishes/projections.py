"""What the clock and the letters make of a family's wish; it has no table of its own."""

from sqlalchemy import Connection

from services.common.codes import Role
from services.common.deadlines import projections as clock
from services.referral.consent_wishes import events
from services.referral.consent_wishes.rules import WISH
from shared import inbox
from shared.consumer.subscription import Projection
from shared.inbox import Letter, role_of
from shared.store import Recorded


def keep_clock(deadlines: Projection) -> None:
    """Let the clock wait for the coordinators."""

    @deadlines.on(events.WithdrawalWished)
    def begin(db: Connection, event: events.WithdrawalWished) -> None:
        begun, due, whose = event.on, event.due_on, {"organisation": event.organisation}
        clock.keep(db, WISH, event.referral_id, since=begun, due_on=due, **whose)

    @deadlines.on(events.WishAnswered)
    def meet(db: Connection, event: events.WishAnswered) -> None:
        clock.meet(db, WISH, event.referral_id, event.on)


def tell_coordinators(letters: Projection, thing: str, kind: str, *late: str) -> None:
    """A letter to the coordinators at once, until the wish is answered."""

    @letters.on_message(events.WithdrawalWished)
    def tell(db: Connection, event: events.WithdrawalWished, message: Recorded) -> None:
        author, at = message.metadata["actor"], message.recorded_at
        letter = Letter(message.id, kind, thing, event.referral_id, author, at, urgent=True)
        inbox.send(db, letter, [role_of(event.organisation, Role.NGO_COORDINATOR)])

    @letters.on(events.WishAnswered)
    def tell_no_more(db: Connection, event: events.WishAnswered) -> None:
        inbox.take_back(db, event.referral_id, kind, *late)
