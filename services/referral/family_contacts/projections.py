"""The coordinators' list of contacts, the clock that keeps the promise, and who reads of it."""

from sqlalchemy import (
    Column,
    Connection,
    Date,
    MetaData,
    String,
    Table,
    Uuid,
    delete,
    select,
    update,
)

from services.common.codes import ContactStatus, Role
from services.common.deadlines import projections as clock
from services.common.deadlines.rules import DeadlineKind
from services.common.erasure.events import PersonErased
from services.common.retention import CONTACT
from services.referral.family_contacts import events
from services.referral.family_contacts.domain import promised
from shared import inbox
from shared.consumer.subscription import Projection
from shared.database.columns import Personal
from shared.database.upsert import upsert
from shared.inbox import Letter, role_of
from shared.store import Recorded

metadata = MetaData()
contacts = Table(
    "family_contacts",
    metadata,
    Column("contact_id", Uuid, primary_key=True),
    Column("organisation", Uuid, nullable=False, index=True),
    Column("programme", String(60)),  # NULL: the family does not know yet
    Column("writer", String(20), nullable=False),
    Column("language", String(8), nullable=False),
    Column("reply_by", String(10), nullable=False),
    Column("status", String(20), nullable=False),
    Column("received_on", Date, nullable=False),
    Column("waits_since", Date, nullable=False),  # the day from which the promise counts
    Column("latest", Date, nullable=False, index=True),
    Column("municipality", Personal(of="contact_id", retention=CONTACT)),
)
family_contacts = Projection("family_contacts", metadata)


@family_contacts.on(events.ContactReceived)
def list_contact(db: Connection, event: events.ContactReceived) -> None:
    values = {
        "organisation": event.organisation,
        "programme": event.programme,
        "writer": event.writer,
        "language": event.language,
        "reply_by": event.reply_by,
        "status": ContactStatus.RECEIVED,
        "received_on": event.received_on,
        "waits_since": event.received_on,
        "latest": event.received_on,
        "municipality": event.municipality,
    }
    upsert(db, contacts, {"contact_id": event.contact_id}, values)


@family_contacts.on(events.ContactAnswered)
def answer(db: Connection, event: events.ContactAnswered) -> None:
    _change(db, event, status=ContactStatus.ANSWERED, latest=event.on)


@family_contacts.on(events.ContactContinued)
def wait_again(db: Connection, event: events.ContactContinued) -> None:
    """The promise counts from today, unless the first message still waits."""
    is_answered = contacts.c.status != ContactStatus.RECEIVED
    row = update(contacts).where(contacts.c.contact_id == event.contact_id, is_answered)
    db.execute(row.values(status=ContactStatus.RECEIVED, waits_since=event.on))
    _change(db, event, latest=event.on)


@family_contacts.on(events.ContactReferred)
def refer(db: Connection, event: events.ContactReferred) -> None:
    _change(db, event, status=ContactStatus.REFERRED, latest=event.on)


@family_contacts.on(events.ContactClosed)
def close(db: Connection, event: events.ContactClosed) -> None:
    _change(db, event, status=ContactStatus.CLOSED, latest=event.on)


@family_contacts.on(events.ContactWithdrawn)
def take_out(db: Connection, event: events.ContactWithdrawn) -> None:
    """What a family took back is on nobody's list."""
    db.execute(delete(contacts).where(contacts.c.contact_id == event.contact_id))


@family_contacts.on(PersonErased)
def forget(db: Connection, event: PersonErased) -> None:
    """Nothing is left to read of it."""
    db.execute(delete(contacts).where(contacts.c.contact_id == event.person_id))


def count_days(deadlines: Projection, kind: DeadlineKind) -> None:
    """Let the clock keep what was promised, while it is not the family's turn."""

    @deadlines.on(events.ContactReceived)
    def begin(db: Connection, event: events.ContactReceived) -> None:
        since, due = event.received_on, promised(event.answer_by, event.received_on)
        whose = {"organisation": event.organisation}
        clock.begin(db, kind, event.contact_id, since=since, due_on=due, **whose)

    @deadlines.on(events.ContactContinued)
    def begin_again(db: Connection, event: events.ContactContinued) -> None:
        """Unless an earlier message still waits."""
        c, due = clock.deadlines.c, promised(event.answer_by, event.on)
        is_met = c.deadline_id == clock.deadline_id(kind, event.contact_id), c.met_on.is_not(None)
        row = db.execute(select(c.organisation).where(*is_met)).one_or_none()
        if row is not None:
            whose = {"organisation": row.organisation}
            clock.begin(db, kind, event.contact_id, since=event.on, due_on=due, **whose)

    @deadlines.on(
        events.ContactAnswered,
        events.ContactReferred,
        events.ContactClosed,
        events.ContactWithdrawn,
    )
    def answer(db: Connection, event: events.OverEvent) -> None:
        clock.meet(db, kind, event.contact_id, event.on)


def tell_takers(letters: Projection, kind: str, thing: str, *notices: str) -> None:
    """Let those of who takes it in read what a family writes; `notices`: what the clock says."""

    @letters.on_message(events.ContactReceived)
    def tell(db: Connection, event: events.ContactReceived, message: Recorded) -> None:
        coordinators = [role_of(event.organisation, Role.NGO_COORDINATOR)]
        inbox.send(db, _letter(event, message), coordinators)

    @letters.on_message(events.ContactContinued)
    def tell_more(db: Connection, event: events.ContactContinued, message: Recorded) -> None:
        recipients = inbox.recipients_of(db, event.contact_id, kind)
        inbox.send(db, _letter(event, message), recipients)

    @letters.on(
        events.ContactAnswered,
        events.ContactReferred,
        events.ContactClosed,
        events.ContactWithdrawn,
    )
    def tell_no_more(db: Connection, event: events.OverEvent) -> None:
        inbox.take_back(db, event.contact_id, *notices)
        if isinstance(event, events.ContactWithdrawn):
            inbox.take_back(db, event.contact_id, kind)

    def _letter(event: events.ContactEvent, message: Recorded) -> Letter:
        author, at = message.metadata["actor"], message.recorded_at
        return Letter(message.id, kind, thing, event.contact_id, author, at)


def _change(db: Connection, event: events.ContactEvent, **values: object) -> None:
    row = update(contacts).where(contacts.c.contact_id == event.contact_id)
    db.execute(row.values(values))
