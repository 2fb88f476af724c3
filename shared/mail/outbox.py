"""The mails of one service: claimed one by one, handed over, and noted how it went.

Each step is a transaction of its own, so that a killed process leaves behind how far it was:
`sending` is tried again, `handing` is unclear and never sent again. Two processes never have the
same mail: only one of them moves it from `waiting` to `sending`.
"""

import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import Row, select, update

from shared.database.engine import Database
from shared.database.scope import EVERYTHING
from shared.kernel.clock import Clock
from shared.mail.conversation import (
    MailServer,
    NotTaken,
    PutOff,
    Unclear,
    connected,
    hand_over,
)
from shared.mail.tables import MailState, mails

log = structlog.get_logger(__name__)
BATCH = 100  # mails of one connection
STALE = timedelta(minutes=15)  # longer than any conversation: whoever had it is gone
FIRST, LONGEST = timedelta(minutes=1), timedelta(hours=2)  # between tries; each doubles the last
PATIENCE = timedelta(days=1)  # from its making until it is given up


class Lost(Exception):
    """Somebody else has this mail now, as we were thought to be gone."""


@dataclass(frozen=True)
class Written:
    """A mail as it goes out."""

    to: str
    message: EmailMessage


Write = Callable[[Row[Any]], Written | None]
"""From a row to the mail; None: nobody wants it any more."""


@dataclass(frozen=True)
class Outbox:
    """One service's, before the server that takes its mails."""

    database: Database
    clock: Clock
    server: MailServer
    write: Write

    def send(self) -> int:
        """Hand over what waits, in one connection; how many the server took."""
        self.recover()
        due = self._waiting()
        if not due:
            return 0
        try:
            with connected(self.server) as smtp:
                return sum(self._send(smtp, mail_id) for mail_id in due)
        except Lost:  # we were slower than anybody waits: others have taken over
            log.warning("mail.lost")
            return 0
        except PutOff as why:
            log.warning("mail.away", code=why.code)
            for mail_id in due:
                self._put_off(mail_id, why.code)
            return 0

    def recover(self) -> None:
        """What a process left that is gone: tried again, or unclear; and what waited too long."""
        now, c = self.clock.now(), mails.c
        left = now - STALE
        with self.database.writing(EVERYTHING) as db:
            move = update(mails).where(c.next_at < left)
            again = move.where(c.state == MailState.SENDING)
            db.execute(again.values(state=MailState.WAITING, next_at=now))
            gone = move.where(c.state == MailState.HANDING)
            db.execute(gone.values(state=MailState.UNCLEAR, next_at=now))
            late = update(mails).where(c.state == MailState.WAITING, c.made_at < now - PATIENCE)
            db.execute(late.values(state=MailState.GIVEN_UP, next_at=now))

    def _waiting(self) -> list[UUID]:
        c = mails.c
        query = (
            select(c.mail_id)
            .where(c.state == MailState.WAITING, c.next_at <= self.clock.now())
            .order_by(c.urgent.desc(), c.next_at, c.mail_id)
            .limit(BATCH)
        )
        with self.database.reading(EVERYTHING) as db:
            return list(db.execute(query).scalars())

    def _send(self, smtp: smtplib.SMTP, mail_id: UUID) -> bool:
        row = self._claim(mail_id)
        if row is None:
            return False
        written = self.write(row)
        if written is None:
            self._move(mail_id, MailState.SENDING, MailState.DROPPED)
            return False
        try:
            code = hand_over(
                smtp,
                written.message,
                sender=self.server.sender,
                to=written.to,
                before_dot=lambda: self._note_handing(mail_id),
            )
        except NotTaken as refused:
            self._move(mail_id, None, MailState.REFUSED, code=refused.code)
        except PutOff as why:
            self._put_off(mail_id, why.code)
        except Unclear:
            self._move(mail_id, MailState.HANDING, MailState.UNCLEAR)
        else:
            self._move(mail_id, MailState.HANDING, MailState.SENT, code=code)
            return True
        return False

    def _note_handing(self, mail_id: UUID) -> None:
        """From here on only the server's answer says whether the mail is out."""
        if not self._move(mail_id, MailState.SENDING, MailState.HANDING):
            raise Lost

    def _claim(self, mail_id: UUID) -> Row[Any] | None:
        """The mail, if nobody else has it; the row as it is from then on."""
        if not self._move(mail_id, MailState.WAITING, MailState.SENDING):
            return None
        with self.database.reading(EVERYTHING) as db:
            return db.execute(select(mails).where(mails.c.mail_id == mail_id)).one()

    def _move(
        self, mail_id: UUID, before: MailState | None, after: MailState, **values: Any
    ) -> bool:
        row = update(mails).where(mails.c.mail_id == mail_id)
        if before is not None:
            row = row.where(mails.c.state == before)
        moved = row.values(state=after, next_at=self.clock.now(), **values)
        with self.database.writing(EVERYTHING) as db:
            return db.execute(moved.execution_options(preserve_rowcount=True)).rowcount == 1

    def _put_off(self, mail_id: UUID, code: int) -> None:
        now, c = self.clock.now(), mails.c
        with self.database.writing(EVERYTHING) as db:
            tries: int = db.execute(select(c.attempts).where(c.mail_id == mail_id)).scalar_one()
            wait = min(FIRST * 2 ** min(tries, 10), LONGEST)
            values = {"attempts": tries + 1, "next_at": now + wait, "code": code or None}
            open_states = [MailState.WAITING, MailState.SENDING, MailState.HANDING]
            row = update(mails).where(c.mail_id == mail_id, c.state.in_(open_states))
            db.execute(row.values(state=MailState.WAITING, **values))
