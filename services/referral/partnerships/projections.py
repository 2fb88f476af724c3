"""What comes first in which year as it was agreed, and which proposals wait for whose answer."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    Index,
    Integer,
    MetaData,
    Table,
    Uuid,
    delete,
    insert,
)

from services.referral.partnerships import events
from services.referral.partnerships.policy import SPEAK
from shared import inbox
from shared.consumer.subscription import Projection
from shared.inbox import Letter, role_of
from shared.kernel.codec import to_json
from shared.store import Recorded

metadata = MetaData()
emphases = Table(
    "emphases",
    metadata,
    Column("emphasis_id", Uuid, primary_key=True),
    Column("agreement_id", Uuid, nullable=False),
    Column("year", Integer, nullable=False),
    Column("version", Integer, nullable=False),  # the highest of a year counts
    Column("emphasis", JSON, nullable=False),
    Column("agreed_on", Date, nullable=False),
    Index("emphases_year", "agreement_id", "year"),
)
waiting = Table(
    "waiting_emphases",
    metadata,
    Column("emphasis_id", Uuid, primary_key=True),
    Column("agreement_id", Uuid, nullable=False),
    Column("organisation", Uuid, nullable=False),  # which has proposed it
    Column("waits_for", Uuid, nullable=False, index=True),
    Column("year", Integer, nullable=False),
    Column("proposed_on", Date, nullable=False),
)
partnerships = Projection("partnerships", metadata)


@partnerships.on(events.EmphasisProposed)
def ask(db: Connection, event: events.EmphasisProposed) -> None:
    if event.counters is not None:
        db.execute(delete(waiting).where(waiting.c.emphasis_id == event.counters))
    db.execute(
        insert(waiting).values(
            emphasis_id=event.emphasis_id,
            agreement_id=event.agreement_id,
            organisation=event.organisation,
            waits_for=event.waits_for,
            year=event.emphasis.year,
            proposed_on=event.on,
        )
    )


@partnerships.on(events.EmphasisAgreed)
def keep(db: Connection, event: events.EmphasisAgreed) -> None:
    _answer(db, event)
    db.execute(
        insert(emphases).values(
            emphasis_id=event.emphasis_id,
            agreement_id=event.agreement_id,
            year=event.emphasis.year,
            version=event.version,
            emphasis=to_json(event.emphasis),
            agreed_on=event.on,
        )
    )


@partnerships.on(events.EmphasisDeclined, events.EmphasisWithdrawn)
def drop(db: Connection, event: events.EmphasisDeclined | events.EmphasisWithdrawn) -> None:
    _answer(db, event)


def _answer(
    db: Connection,
    event: events.EmphasisAgreed | events.EmphasisDeclined | events.EmphasisWithdrawn,
) -> None:
    db.execute(delete(waiting).where(waiting.c.emphasis_id == event.emphasis_id))


@dataclass(frozen=True, kw_only=True)
class Kinds:
    """What the letter about each thing that one party says to the other is called."""

    proposed: str
    countered: str
    agreed: str
    declined: str
    withdrawn: str


def tell_other_party(letters: Projection, kinds: Kinds, *, thing: str) -> None:
    """A letter to whoever speaks for the other party; it stays until somebody reads the page."""

    @letters.on_message(events.EmphasisProposed)
    def propose(db: Connection, event: events.EmphasisProposed, message: Recorded) -> None:
        kind = kinds.proposed if event.counters is None else kinds.countered
        write(db, kind, event.agreement_id, event.waits_for, message)

    @letters.on_message(events.EmphasisAgreed)
    def agree(db: Connection, event: events.EmphasisAgreed, message: Recorded) -> None:
        write(db, kinds.agreed, event.agreement_id, event.proposed_by, message)

    @letters.on_message(events.EmphasisDeclined)
    def decline(db: Connection, event: events.EmphasisDeclined, message: Recorded) -> None:
        write(db, kinds.declined, event.agreement_id, event.proposed_by, message)

    @letters.on_message(events.EmphasisWithdrawn)
    def withdraw(db: Connection, event: events.EmphasisWithdrawn, message: Recorded) -> None:
        write(db, kinds.withdrawn, event.agreement_id, event.waited_for, message)

    def write(
        db: Connection, kind: str, agreement_id: UUID, other: UUID | None, message: Recorded
    ) -> None:
        if other is not None:
            author, at = message.metadata["actor"], message.recorded_at
            letter = Letter(message.id, kind, thing, agreement_id, author, at)
            inbox.send(db, letter, [role_of(other, role) for role in SPEAK])
