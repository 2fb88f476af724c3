"""The officer's list of requests: one row each, by its last day."""

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

from services.common.codes import RightsStatus
from services.common.retention import RIGHTS
from services.referral.rights import events
from services.referral.rights.rules import due_on
from shared.consumer.subscription import Projection
from shared.database.columns import Personal, UtcDateTime
from shared.database.upsert import upsert
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
