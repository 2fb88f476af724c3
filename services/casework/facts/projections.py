"""On which days a case has answers. What they say is read from their own history."""

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

from services.casework.facts.events import FactsAnswered, FactsCorrected, FactsEnteredInError
from shared.consumer.subscription import Projection
from shared.store import Recorded

metadata = MetaData()
sheets = Table(
    "fact_sheets",
    metadata,
    Column("sheet_id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False),
    Column("answered_on", Date, nullable=False),
    Column("position", Integer, nullable=False),  # of the event that says it
    Column("by", String(80), nullable=False),
    Column("is_error", Boolean),  # true: it never was; else NULL
    Index("fact_sheets_case", "case_id", "answered_on"),
)

sheet_list = Projection("fact_sheets", metadata)


@sheet_list.on_message(FactsAnswered)
def list_it(db: Connection, event: FactsAnswered, message: Recorded) -> None:
    values = {name: getattr(event, name) for name in ("sheet_id", "case_id", "answered_on")}
    by = message.metadata["actor"]
    db.execute(insert(sheets).values(position=message.position, by=by, **values))


@sheet_list.on(FactsCorrected)
def move_it(db: Connection, event: FactsCorrected) -> None:
    row = update(sheets).where(sheets.c.sheet_id == event.sheet_id)
    db.execute(row.values(answered_on=event.answered_on))


@sheet_list.on(FactsEnteredInError)
def take_it_out(db: Connection, event: FactsEnteredInError) -> None:
    db.execute(update(sheets).where(sheets.c.sheet_id == event.sheet_id).values(is_error=True))
