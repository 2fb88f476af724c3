"""The documents of each case, by their days."""

from typing import Any

from sqlalchemy import (
    JSON,
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

from services.casework.documents import events
from services.common.retention import CASE
from shared.consumer.subscription import Projection
from shared.database.columns import Personal
from shared.store import Recorded

metadata = MetaData()
documents = Table(
    "case_documents",
    metadata,
    Column("document_id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False),
    Column("dated_on", Date, nullable=False),
    Column("position", Integer, nullable=False),  # of the event that says it
    Column("by", String(80), nullable=False),  # who added it
    Column("kind", String(20), nullable=False),
    Column("circle", String(20), nullable=False),
    Column("readers", JSON, nullable=False),  # ids of those whom the circle names
    Column("media_type", String(40), nullable=False),
    Column("size", Integer, nullable=False),  # bytes
    Column("subject_id", Uuid, nullable=False),
    Column("text", Personal(of="subject_id", retention=CASE)),
    Column("is_removed", Boolean),  # else NULL
    Index("case_documents_case", "case_id", "dated_on"),
)
document_list = Projection("case_documents", metadata)
PLAIN = (
    *("document_id", "case_id", "dated_on", "kind", "circle"),
    *("media_type", "size", "subject_id", "text"),
)


@document_list.on_message(events.DocumentAdded)
def list_it(db: Connection, event: events.DocumentAdded, message: Recorded) -> None:
    values: dict[str, Any] = {name: getattr(event, name) for name in PLAIN}
    values["readers"] = [str(each) for each in event.readers]
    by = message.metadata["actor"]
    db.execute(insert(documents).values(position=message.position, by=by, **values))


@document_list.on(events.DocumentRemoved)
def take_it_out(db: Connection, event: events.DocumentRemoved) -> None:
    is_it = documents.c.document_id == event.document_id
    db.execute(update(documents).where(is_it).values(is_removed=True))
