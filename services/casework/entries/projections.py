"""The entries of each case: one row an entry, either half first."""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Index,
    Integer,
    MetaData,
    Numeric,
    String,
    Table,
    Uuid,
)

from services.casework.entries import events
from services.common.retention import CASE
from shared.consumer.subscription import Projection
from shared.database.columns import Personal
from shared.database.upsert import upsert
from shared.store import Recorded

metadata = MetaData()
OF_SUBJECT: dict[str, Any] = {"of": "subject_id", "retention": CASE}

entries = Table(
    "entries",
    metadata,
    Column("entry_id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False),
    Column("kind", String(20)),  # NULL for the moment between the two events of an entry
    Column("held_on", Date),
    Column("status", String(10)),
    Column("minutes", Integer),
    Column("by_supporter", Boolean),
    Column("party", String(20)),
    Column("cost_kind", String(10)),
    Column("costs", Numeric(8, 2)),  # euros
    Column("circle", String(20)),
    Column("for_family", Boolean),
    Column("began_at", String(5)),
    Column("agreed_on", Date),
    Column("subject_id", Uuid),  # NULL: not noted yet
    Column("whom", Personal(**OF_SUBJECT)),
    Column("text", Personal(**OF_SUBJECT)),
    Column("outcome", Personal(**OF_SUBJECT)),
    Column("by", String(80)),  # who recorded it
    Column("position", Integer),  # of the event that recorded it
    Column("is_error", Boolean),  # true: it never was; else NULL
    Column("is_corrected", Boolean),  # else NULL
    Index("entries_case", "case_id", "held_on"),
)

entry_list = Projection("entries", metadata)

COUNTED = ("kind", "held_on", "status", "minutes", "by_supporter", "party", "cost_kind", "costs")
NOTED = ("subject_id", "circle", "for_family", "began_at", "agreed_on", "whom", "text", "outcome")


@entry_list.on_message(events.EntryRecorded)
def list_it(db: Connection, event: events.EntryRecorded, message: Recorded) -> None:
    _keep(db, event, COUNTED, by=message.metadata["actor"], position=message.position)


@entry_list.on(events.EntryCorrected)
def correct_it(db: Connection, event: events.EntryCorrected) -> None:
    _keep(db, event, COUNTED, is_corrected=True)


@entry_list.on(events.EntrySettled)
def settle_it(db: Connection, event: events.EntrySettled) -> None:
    _keep(db, event, ("status",))


@entry_list.on(events.EntryNoted)
def note_it(db: Connection, event: events.EntryNoted) -> None:
    _keep(db, event, NOTED)


@entry_list.on(events.EntryEnteredInError)
def take_it_out(db: Connection, event: events.EntryEnteredInError) -> None:
    _keep(db, event, (), is_error=True)


def _keep(db: Connection, event: Any, names: tuple[str, ...], **more: Any) -> None:
    values = {name: getattr(event, name) for name in names}
    key = {"entry_id": event.entry_id}
    upsert(db, entries, key, {"case_id": event.case_id} | values | more)
