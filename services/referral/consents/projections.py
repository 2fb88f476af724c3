"""Who was asked when a consent ended, and what they answered: ids, codes and days alone."""

from collections.abc import Iterable

from sqlalchemy import Column, Connection, Date, MetaData, String, Table, Uuid, update

from services.referral.consents import events
from shared import inbox
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert
from shared.inbox import Letter, role_of
from shared.store import Recorded

metadata = MetaData()
acknowledgements = Table(
    "acknowledgements",
    metadata,
    Column("acknowledgement_id", Uuid, primary_key=True),
    Column("referral_id", Uuid, nullable=False, index=True),
    Column("organisation", Uuid, index=True),  # NULL: one of our own services
    Column("service", String(20), nullable=False),  # empty: an organisation
    Column("sender", Uuid, nullable=False),
    Column("provider", Uuid),
    Column("reason", String(20), nullable=False),
    Column("asked_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("result", String(20)),  # NULL: it is waited for
    Column("answered_on", Date),
    Column("answered_by", Uuid),  # an organisation; NULL: a service, or nobody yet
)

consents = Projection("consents", metadata)


@consents.on(events.AcknowledgementAwaited)
def ask(db: Connection, event: events.AcknowledgementAwaited) -> None:
    copied = ("referral_id", "organisation", "service", "sender", "provider", "reason", "due_on")
    values = {name: getattr(event, name) for name in copied} | {"asked_on": event.on}
    upsert(db, acknowledgements, {"acknowledgement_id": event.acknowledgement_id}, values)


@consents.on(events.EndAcknowledged)
def answer(db: Connection, event: events.EndAcknowledged) -> None:
    c = acknowledgements.c
    row = update(acknowledgements).where(c.acknowledgement_id == event.acknowledgement_id)
    values = {"result": event.result, "answered_on": event.on, "answered_by": event.by}
    db.execute(row.values(values))


def tell_asked(letters: Projection, kind: str, thing: str, roles: Iterable[str]) -> None:
    """Let the people of whoever is asked to stop read a letter; a machine hears it by its feed."""

    @letters.on_message(events.AcknowledgementAwaited)
    def tell(db: Connection, event: events.AcknowledgementAwaited, message: Recorded) -> None:
        if (home := event.organisation) is not None:
            author, at = message.metadata["actor"], message.recorded_at
            letter = Letter(message.id, kind, thing, event.acknowledgement_id, author, at)
            inbox.send(db, letter, [role_of(home, role) for role in roles])

    @letters.on(events.EndAcknowledged)
    def ask_no_more(db: Connection, event: events.EndAcknowledged) -> None:
        inbox.take_back(db, event.acknowledgement_id, kind)
