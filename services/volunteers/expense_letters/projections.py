"""One letter to the coordinators however many claims wait; to a support person, of their own.

Who waits lies beside the letters: the last claim that is decided on takes the letter with it.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, MetaData, Table, Uuid, delete, select

from services.common.codes import Role
from services.volunteers.expense_letters.texts import ExpenseLetter
from services.volunteers.expenses import events
from services.volunteers.expenses.rules import is_empty
from shared import inbox
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert
from shared.inbox import Letter, member_of, role_of
from shared.store import Recorded

THING = "expenses"
PersonOf = Callable[[Connection, UUID], UUID | None]  # as whom a support person signs in

metadata = MetaData()
waiting = Table(
    "letter_claims",
    metadata,
    Column("claim_id", Uuid, primary_key=True),
    Column("organisation", Uuid, nullable=False, index=True),
)


def tell_of_expenses(letters: Projection, person_of: PersonOf) -> None:
    """Let this inbox write the letters about money."""

    @letters.on_message(events.ClaimMade)
    def claim(db: Connection, event: events.ClaimMade, message: Recorded) -> None:
        inbox.take_back(db, event.claim_id, ExpenseLetter.RETURNED)
        if is_empty(event):
            return _settle(db, event.claim_id, event.organisation)
        is_first = not _waits(db, event.organisation)
        upsert(db, waiting, {"claim_id": event.claim_id}, {"organisation": event.organisation})
        if is_first:
            kind, home = ExpenseLetter.WAIT, event.organisation
            _send(db, message, kind, home, role_of(home, Role.NGO_COORDINATOR))
        return None

    @letters.on(events.ClaimApproved)
    def approve(db: Connection, event: events.ClaimApproved) -> None:
        _settle(db, event.claim_id, event.organisation)

    @letters.on_message(events.ClaimReturned, events.ClaimRefused)
    def turn_down(db: Connection, event: Any, message: Recorded) -> None:
        _settle(db, event.claim_id, event.organisation)
        is_back = isinstance(event, events.ClaimReturned)
        kind = ExpenseLetter.RETURNED if is_back else ExpenseLetter.REFUSED
        _tell(db, event, message, kind, event.claim_id)

    @letters.on_message(events.ClaimPaid)
    def pay(db: Connection, event: events.ClaimPaid, message: Recorded) -> None:
        """Of one payment one letter, whatever it is made of."""
        paid = event.payment_id or event.claim_id
        inbox.take_back(db, paid, ExpenseLetter.PAID)
        _tell(db, event, message, ExpenseLetter.PAID, paid)

    def _tell(
        db: Connection, event: Any, message: Recorded, kind: ExpenseLetter, thing_id: UUID
    ) -> None:
        person = person_of(db, event.volunteer_id)
        if person is not None:
            _send(db, message, kind, thing_id, member_of(event.organisation, person))


def _send(
    db: Connection, message: Recorded, kind: ExpenseLetter, thing_id: UUID, recipient: str
) -> None:
    author, at = message.metadata["actor"], message.recorded_at
    inbox.send(db, Letter(message.id, kind, THING, thing_id, author, at), [recipient])


def _settle(db: Connection, claim_id: UUID, organisation: UUID) -> None:
    """It waits no more; when it was the last, nothing does."""
    db.execute(delete(waiting).where(waiting.c.claim_id == claim_id))
    if not _waits(db, organisation):
        inbox.take_back(db, organisation, ExpenseLetter.WAIT)


def _waits(db: Connection, organisation: UUID) -> bool:
    query = select(waiting.c.claim_id).where(waiting.c.organisation == organisation).limit(1)
    return db.execute(query).scalar() is not None
