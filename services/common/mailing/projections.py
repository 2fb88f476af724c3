"""Who wants mail, where and when: each service's own copy, as it has one of who has access."""

from sqlalchemy import Connection, update

from services.referral.mailing.events import AddressConfirmed, AddressFailed, MailChosen
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
            "has_address": event.has_address and event.is_confirmed,
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

    @projection.on_message(AddressConfirmed)
    def begin(db: Connection, event: AddressConfirmed, message: Recorded) -> None:
        row = update(mail_readers).where(mail_readers.c.person_id == event.person_id)
        db.execute(row.values(has_address=True, since=message.recorded_at))

    @projection.on(AddressFailed)
    def stop(db: Connection, event: AddressFailed) -> None:
        row = update(mail_readers).where(mail_readers.c.person_id == event.person_id)
        db.execute(row.values(has_address=False))
