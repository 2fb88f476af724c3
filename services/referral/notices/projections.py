"""Which notices each family has been given."""

from sqlalchemy import Column, Connection, Date, Integer, MetaData, String, Table, Uuid

from services.referral.notices.events import NoticeGiven
from shared.consumer.subscription import Projection
from shared.database.columns import UtcDateTime
from shared.database.upsert import upsert
from shared.store import Recorded

metadata = MetaData()
given = Table(
    "notices_given",
    metadata,
    Column("notice_id", Uuid, primary_key=True),
    Column("referral_id", Uuid, nullable=False, index=True),
    Column("organisation", Uuid),
    Column("programme", String(60), nullable=False),
    Column("version", Integer, nullable=False),
    Column("language", String(10), nullable=False),
    Column("delivery", String(20), nullable=False),
    Column("by", String(80), nullable=False),  # who gave it
    Column("given_on", Date, nullable=False),
    Column("recorded_at", UtcDateTime, nullable=False),
)

notices = Projection("notices", metadata)


@notices.on_message(NoticeGiven)
def keep_notice(db: Connection, event: NoticeGiven, message: Recorded) -> None:
    values = {
        "referral_id": event.referral_id,
        "organisation": event.organisation,
        "programme": event.programme,
        "version": event.version,
        "language": event.language,
        "delivery": event.delivery,
        "by": message.metadata["actor"],
        "given_on": event.on,
        "recorded_at": message.recorded_at,
    }
    upsert(db, given, {"notice_id": event.notice_id}, values)
