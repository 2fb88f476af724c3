"""The officer's list of requests: one row each, by its last day."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    Uuid,
    update,
)

from services.common.codes import RightsStatus, Role
from services.common.retention import RIGHTS
from services.referral.rights import events
from services.referral.rights.rules import due_on
from shared import inbox
from shared.consumer.subscription import Projection
from shared.database.columns import Personal, UtcDateTime
from shared.database.upsert import upsert
from shared.inbox import Letter, role_of
from shared.store import Recorded

metadata = MetaData()
requests = Table(
    "rights_requests",
    metadata,
    Column("request_id", Uuid, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("status", String(20), nullable=False),
    Column("referral_id", Uuid, index=True),
    Column("volunteer_id", Uuid),
    Column("organisation", Uuid),  # NULL: the officer recorded it
    Column("received_on", Date, nullable=False),
    Column("due_on", Date, nullable=False, index=True),
    Column("is_extended", Boolean, nullable=False),
    Column("dealt_with_on", Date),  # NULL: it waits
    Column("requester_name", Personal(of="request_id", retention=RIGHTS)),
)

exports = Table(  # what was written out for whoever asked
    "rights_exports",
    metadata,
    Column("event_id", Uuid, primary_key=True),
    Column("request_id", Uuid, nullable=False),
    Column("form", String(10), nullable=False),
    Column("entries", Integer, nullable=False),
    Column("by", String(80), nullable=False),  # who wrote it out
    Column("at", UtcDateTime, nullable=False),
)

rights = Projection("rights", metadata)
ENDS: dict[type, RightsStatus] = {
    events.RequestAnswered: RightsStatus.ANSWERED,
    events.RequestRefused: RightsStatus.REFUSED,
    events.RequestWithdrawn: RightsStatus.WITHDRAWN,
}


@rights.on(events.RequestReceived)
def list_request(db: Connection, event: events.RequestReceived) -> None:
    values = {
        "kind": event.kind,
        "status": RightsStatus.RECEIVED,
        "referral_id": event.referral_id,
        "volunteer_id": event.volunteer_id,
        "organisation": event.organisation,
        "received_on": event.received_on,
        "due_on": due_on(event.received_on),
        "is_extended": False,
        "requester_name": event.requester_name,
    }
    upsert(db, requests, {"request_id": event.request_id}, values)


@rights.on(events.IdentityConfirmed)
def identify(db: Connection, event: events.IdentityConfirmed) -> None:
    _change(db, event, status=RightsStatus.IDENTIFIED)


@rights.on(events.RequestExtended)
def extend(db: Connection, event: events.RequestExtended) -> None:
    _change(db, event, due_on=event.due_on, is_extended=True)


@rights.on(*ENDS)
def end(db: Connection, event: events.RightsEvent) -> None:
    day = getattr(event, "on", None)
    _change(db, event, status=ENDS[type(event)], dealt_with_on=day)


@rights.on_message(events.DataExported)
def keep_export(db: Connection, event: events.DataExported, message: Recorded) -> None:
    values = {
        "request_id": event.request_id,
        "form": event.form,
        "entries": event.entries,
        "by": message.metadata["actor"],
        "at": message.recorded_at,
    }
    upsert(db, exports, {"event_id": message.id}, values)


def _change(db: Connection, event: events.RightsEvent, **values: object) -> None:
    row = update(requests).where(requests.c.request_id == event.request_id)
    db.execute(row.values(values))


def tell_of_requests(letters: Projection, kind: str, thing: str, *, due: Collection[str]) -> None:
    """A letter to the officer at once; what is `due` needs no reminder once it is dealt with."""

    @letters.on_message(events.RequestReceived)
    def tell(db: Connection, event: events.RequestReceived, message: Recorded) -> None:
        author, at = message.metadata["actor"], message.recorded_at
        came = Letter(message.id, kind, thing, event.request_id, author, at)
        inbox.send(db, came, officers_of(event.organisation))

    @letters.on(
        events.RequestExtended,
        events.RequestAnswered,
        events.RequestRefused,
        events.RequestWithdrawn,
    )
    def remind_no_more(db: Connection, event: events.RightsEvent) -> None:
        inbox.take_back(db, event.request_id, *due)


def officers_of(organisation: UUID | None) -> list[str]:
    """The officer of the organisation, and whoever is officer for all."""
    officer = Role.DATA_PROTECTION_OFFICER
    own = [role_of(organisation, officer)] if organisation else []
    return [*own, inbox.unattached(officer)]
