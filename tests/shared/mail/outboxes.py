"""An outbox with a few mails, and the process that sends them, to be killed."""

import sys
from contextlib import closing
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Row, insert, select

from shared.database.engine import Database
from shared.kernel.clock import Clock
from shared.mail.conversation import Encryption, MailServer
from shared.mail.outbox import Outbox, Written
from shared.mail.tables import MailState, mails, metadata

NOON = datetime(2026, 11, 27, 10, tzinfo=UTC)
TO = "reader@ngo.example"


def clock_at(now: datetime) -> Clock:
    return Clock(ZoneInfo("Europe/Helsinki"), lambda: now)


def send(url: str, server: MailServer, now: datetime = NOON) -> int:
    """Send what waits; how many the server took."""
    with closing(Database(url)) as database:
        return Outbox(database, clock_at(now), server, write).send()


def recover(url: str, now: datetime) -> None:
    with closing(Database(url)) as database:
        Outbox(database, clock_at(now), MailServer("127.0.0.1", 1, ""), write).recover()


def write(row: Row[Any]) -> Written | None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "rinnalla@region.example", TO, "1"
    message["Message-ID"] = f"<{row.mail_id}@region.example>"
    message.set_content("one\n.dot\n")
    return Written(TO, message)


def fill(url: str, number: int, made_at: datetime = NOON) -> list[UUID]:
    """So many mails that wait."""
    database = Database(url)
    ids = [UUID(int=n + 1) for n in range(number)]
    with database.writing() as db:
        metadata.create_all(db)
        for mail_id in ids:
            db.execute(
                insert(mails).values(
                    mail_id=mail_id,
                    person_id=mail_id,
                    made_for=made_at,
                    made_at=made_at,
                    urgent=0,
                    deadlines=0,
                    news=1,
                    state=MailState.WAITING,
                    attempts=0,
                    next_at=made_at,
                )
            )
    database.close()
    return ids


def rows(url: str) -> list[Any]:
    database = Database(url)
    with database.reading() as db:
        listed = list(db.execute(select(mails).order_by(mails.c.mail_id)))
    database.close()
    return listed


def states(url: str) -> list[str]:
    return [row.state for row in rows(url)]


if __name__ == "__main__":  # the process that is killed
    server = MailServer(
        "127.0.0.1", int(sys.argv[2]), "rinnalla@region.example", encryption=Encryption.NONE
    )
    send(sys.argv[1], server)
