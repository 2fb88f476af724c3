"""The messages of each case: one row a message."""

from sqlalchemy import Boolean, Column, Connection, Index, MetaData, String, Table, Uuid, insert

from services.casework.messages.events import MessageLeft
from services.common.retention import CASE
from shared.consumer.subscription import Projection
from shared.database.columns import Personal, UtcDateTime
from shared.store import Recorded

metadata = MetaData()
messages = Table(
    "messages",
    metadata,
    Column("message_id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False),
    Column("volunteer_id", Uuid, nullable=False),  # the support person with whom it is
    Column("by_supporter", Boolean, nullable=False),
    Column("by", String(80), nullable=False),  # who wrote it
    Column("at", UtcDateTime, nullable=False),
    Column("is_worry", Boolean, nullable=False),
    Column("visit_id", Uuid),  # NULL: written apart from a visit
    Column("subject_id", Uuid, nullable=False),
    Column("impression", Personal(of="subject_id", retention=CASE)),
    Column("text", Personal(of="subject_id", retention=CASE)),
    Index("messages_case", "case_id", "at"),
)

message_list = Projection("messages", metadata)


@message_list.on_message(MessageLeft)
def list_it(db: Connection, event: MessageLeft, message: Recorded) -> None:
    db.execute(
        insert(messages).values(
            message_id=event.message_id,
            case_id=event.case_id,
            volunteer_id=event.volunteer_id,
            by_supporter=event.by_supporter,
            by=message.metadata["actor"],
            at=message.recorded_at,
            is_worry=event.is_worry,
            visit_id=event.visit_id,
            subject_id=event.subject_id,
            impression=event.impression,
            text=event.text,
        )
    )
