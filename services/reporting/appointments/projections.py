"""A row for each appointment of which a support person wrote, with what came of it."""

from sqlalchemy import Boolean, Column, Connection, Date, String, Table, Uuid, delete

from services.casework.entries.events import (
    EntryCorrected,
    EntryEnteredInError,
    EntryRecorded,
    EntrySettled,
)
from services.common.codes import EntryKind
from services.reporting.facts.projections import facts, metadata
from shared.database.upsert import upsert

appointment_facts = Table(
    "appointment_facts",
    metadata,
    Column("entry_id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False),
    Column("organisation", Uuid, nullable=False, index=True),
    Column("held_on", Date, nullable=False),
    Column("status", String(10), nullable=False),
    Column("by_supporter", Boolean),  # NULL: of it only what came of it is here so far
)
NAMES = ("case_id", "organisation", "held_on", "status")


@facts.on(EntryRecorded, EntryCorrected)
def keep_appointment(db: Connection, event: EntryRecorded | EntryCorrected) -> None:
    if event.kind != EntryKind.APPOINTMENT:
        return
    values = {name: getattr(event, name) for name in NAMES}
    values["by_supporter"] = event.by_supporter
    upsert(db, appointment_facts, {"entry_id": event.entry_id}, values)


@facts.on(EntrySettled)
def settle_appointment(db: Connection, event: EntrySettled) -> None:
    if event.kind == EntryKind.APPOINTMENT:
        values = {name: getattr(event, name) for name in NAMES}
        upsert(db, appointment_facts, {"entry_id": event.entry_id}, values)


@facts.on(EntryEnteredInError)
def never_booked(db: Connection, event: EntryEnteredInError) -> None:
    db.execute(delete(appointment_facts).where(appointment_facts.c.entry_id == event.entry_id))
