"""The codes of each case, and how often each was used."""

from sqlalchemy import Column, Connection, Date, Integer, MetaData, Table, Uuid, update

from services.casework.familycodes import events
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert

metadata = MetaData()
family_codes = Table(
    "family_codes",
    metadata,
    Column("code_id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False, index=True),
    Column("made_on", Date, nullable=False),
    Column("until", Date, nullable=False),  # the last day
    Column("withdrawn_on", Date),  # NULL: it was not
    Column("opened_on", Date),  # the last time; NULL: never yet
    Column("openings", Integer, nullable=False),
)
code_list = Projection("family_codes", metadata)


@code_list.on(events.FamilyCodeMade)
def list_it(db: Connection, event: events.FamilyCodeMade) -> None:
    values = {"case_id": event.case_id, "made_on": event.on, "until": event.until, "openings": 0}
    upsert(db, family_codes, {"code_id": event.code_id}, values)


@code_list.on(events.FamilyCodeOpened)
def count_it(db: Connection, event: events.FamilyCodeOpened) -> None:
    c = family_codes.c
    row = update(family_codes).where(c.code_id == event.code_id)
    db.execute(row.values(opened_on=event.on, openings=c.openings + 1))


@code_list.on(events.FamilyCodeWithdrawn)
def end_it(db: Connection, event: events.FamilyCodeWithdrawn) -> None:
    row = update(family_codes).where(family_codes.c.code_id == event.code_id)
    db.execute(row.values(withdrawn_on=event.on))
