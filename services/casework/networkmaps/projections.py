"""The network maps of each case, by their days."""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Uuid,
    insert,
    update,
)

from services.casework.networkmaps import events
from services.common.retention import CASE
from shared.consumer.subscription import Projection
from shared.database.columns import Personal
from shared.store import Recorded

metadata = MetaData()
OF_SUBJECT: dict[str, Any] = {"of": "subject_id", "retention": CASE}

maps = Table(
    "network_maps",
    metadata,
    Column("map_id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False),
    Column("drawn_on", Date, nullable=False),
    Column("position", Integer, nullable=False),  # of the event that says it
    Column("by", String(80), nullable=False),
    Column("subject_id", Uuid, nullable=False),
    Column("around", Personal(**OF_SUBJECT)),
    Column("notes", Personal(**OF_SUBJECT)),
    Column("is_error", Boolean),  # true: it never was; else NULL
    Index("network_maps_case", "case_id", "drawn_on"),
)

map_list = Projection("network_maps", metadata)


@map_list.on_message(events.NetworkMapDrawn)
def list_it(db: Connection, event: events.NetworkMapDrawn, message: Recorded) -> None:
    names = ("map_id", "case_id", "drawn_on", "subject_id", "around", "notes")
    values = {name: getattr(event, name) for name in names}
    by = message.metadata["actor"]
    db.execute(insert(maps).values(position=message.position, by=by, **values))


@map_list.on(events.NetworkMapEnteredInError)
def take_it_out(db: Connection, event: events.NetworkMapEnteredInError) -> None:
    db.execute(update(maps).where(maps.c.map_id == event.map_id).values(is_error=True))
