"""The messages of a referral after acceptance, sealed for the case's person."""

from sqlalchemy import Column, Connection, MetaData, Table, Uuid

from services.common.retention import CASE
from services.referral.referrals.events import MessageDisclosed
from shared.consumer.subscription import Projection
from shared.database.columns import Personal, UtcDateTime
from shared.database.upsert import upsert
from shared.store import Recorded

metadata = MetaData()
messages = Table(
    "referral_messages",
    metadata,
    Column("message_id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False, index=True),
    Column("referral_id", Uuid, nullable=False),
    Column("subject_id", Uuid, nullable=False),
    Column("organisation", Uuid),  # whose people wrote it; NULL: the family itself
    Column("text", Personal(of="subject_id", retention=CASE), nullable=False),
    Column("sent_at", UtcDateTime, nullable=False),
)

correspondence = Projection("correspondence", metadata)


@correspondence.on_message(MessageDisclosed)
def keep_message(db: Connection, event: MessageDisclosed, message: Recorded) -> None:
    names = ("case_id", "referral_id", "subject_id", "organisation", "text")
    values = {name: getattr(event, name) for name in names}
    values["sent_at"] = message.recorded_at
    upsert(db, messages, {"message_id": event.message_id}, values)
