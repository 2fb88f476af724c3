"""A row for each day on which a family answered. What it answered lies sealed for its person."""

from sqlalchemy import Column, Connection, Date, Table, Uuid, delete

from services.casework.facts.events import FactsCounted
from services.common.retention import CASE
from services.reporting.facts.projections import facts, metadata
from shared.database.columns import Personal
from shared.database.upsert import upsert

answer_facts = Table(
    "answer_facts",
    metadata,
    Column("sheet_id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False, index=True),
    Column("subject_id", Uuid, nullable=False),
    Column("organisation", Uuid, nullable=False, index=True),
    Column("answered_on", Date, nullable=False),
    Column("facts", Personal(of="subject_id", retention=CASE)),  # NULL: erased
)
NAMES = ("case_id", "subject_id", "organisation", "answered_on", "facts")


@facts.on(FactsCounted)
def keep_answers(db: Connection, event: FactsCounted) -> None:
    if not event.stands:
        db.execute(delete(answer_facts).where(answer_facts.c.sheet_id == event.sheet_id))
        return
    values = {name: getattr(event, name) for name in NAMES}
    upsert(db, answer_facts, {"sheet_id": event.sheet_id}, values)
