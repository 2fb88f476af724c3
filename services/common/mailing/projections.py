"""Who wants mail, where and when: each service's own copy, as it has one of who has access."""

from sqlalchemy import Connection

from services.referral.mailing.events import MailChosen
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert
from shared.kernel.sealing import Sealed
from shared.mail.tables import mail_readers
from shared.store import Recorded


def follow_choices(projection: Projection) -> None:
    """Let the projection keep what people chose."""

    @projection.on_message(MailChosen)
    def keep(db: Connection, event: MailChosen, message: Recorded) -> None:
        values = {
            "email": event.email if isinstance(event.email, Sealed) else None,
            "has_address": event.has_address,
            "language": event.language,
            "urgent": event.urgent,
            "deadlines": event.deadlines,
            "news": event.news,
            "quiet_from": event.quiet_from,
            "quiet_until": event.quiet_until,
            "quiet_weekends": event.quiet_weekends,
            "since": message.recorded_at,
        }
        upsert(db, mail_readers, {"person_id": event.person_id}, values)
