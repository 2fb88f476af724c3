"""Drafts for the list: what each is called, in whose hands it is, and who wrote last."""

from sqlalchemy import Column, Connection, MetaData, String, Table, Uuid, update

from services.referral.programme_drafts import events
from services.referral.programme_drafts.domain import State
from shared.consumer.subscription import Projection
from shared.database.columns import UtcDateTime
from shared.database.upsert import upsert
from shared.store import Recorded

metadata = MetaData()
drafts = Table(
    "programme_drafts",
    metadata,
    Column("draft_id", Uuid, primary_key=True),
    Column("organisation", Uuid, index=True),  # NULL: in the hands of the region's administrators
    Column("code", String(60), nullable=False),
    Column("title", String(200), nullable=False),
    Column("state", String(20), nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("by", String(80), nullable=False),  # who wrote last
)
drafted = Projection("programme_drafts", metadata)


@drafted.on_message(events.DraftBegun)
def begin(db: Connection, event: events.DraftBegun, message: Recorded) -> None:
    values = {"organisation": event.organisation, "state": State.OPEN.value}
    values |= {"code": event.code, "title": event.title}
    upsert(db, drafts, {"draft_id": event.draft_id}, values | _written(message))


@drafted.on_message(events.DraftWritten)
def write(db: Connection, event: events.DraftWritten, message: Recorded) -> None:
    values = {"code": event.code, "title": event.title}
    _change(db, event.draft_id, values | _written(message))


@drafted.on_message(events.DraftPublished)
def publish(db: Connection, event: events.DraftPublished, message: Recorded) -> None:
    _change(db, event.draft_id, {"state": State.PUBLISHED.value} | _written(message))


@drafted.on_message(events.DraftDiscarded)
def discard(db: Connection, event: events.DraftDiscarded, message: Recorded) -> None:
    _change(db, event.draft_id, {"state": State.DISCARDED.value} | _written(message))


def _change(db: Connection, draft_id: object, values: dict[str, object]) -> None:
    db.execute(update(drafts).where(drafts.c.draft_id == draft_id).values(values))


def _written(message: Recorded) -> dict[str, object]:
    return {"changed_at": message.recorded_at, "by": message.metadata["actor"]}
