"""How the mails of a service went: numbers for whoever looks after it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, and_, func, select

from services.common.mailing.texts import message, question
from shared.database.scope import EVERYTHING
from shared.kernel.sealing import Sealing, opened
from shared.mail.outbox import Write, Written
from shared.mail.tables import MailState, mail_readers, mails
from shared.service import Service
from shared.telemetry import metrics
from shared.telemetry.metrics import Reading
from shared.web.return_codes import code_of, in_groups
from shared.work import Work

SHOWN = 100
OPEN = (MailState.WAITING, MailState.SENDING, MailState.HANDING)


@dataclass(frozen=True)
class MailLine:
    """One mail: to whom, about how much, how it went."""

    mail_id: UUID
    person_id: UUID
    made_at: datetime
    counts: Mapping[str, int]
    state: MailState
    attempts: int
    code: int | None


def listed(work: Work, *states: MailState) -> list[MailLine]:
    """The newest first; of these states, or all."""
    query = select(mails).order_by(mails.c.made_at.desc(), mails.c.mail_id).limit(SHOWN)
    if states:
        query = query.where(mails.c.state.in_(states))
    return [
        MailLine(
            row.mail_id,
            row.person_id,
            row.made_at,
            {"urgent": row.urgent, "deadlines": row.deadlines, "news": row.news},
            MailState(row.state),
            row.attempts,
            row.code,
        )
        for row in work.db.execute(query)
    ]


def writer(service: Service, sender: str, base_url: str) -> Write:
    """How a row becomes a mail: the address is opened here, and is in no log."""

    def write(row: Row[Any]) -> Written | None:
        query = select(mail_readers).where(mail_readers.c.person_id == row.person_id)
        with service.database.reading(EVERYTHING) as db:
            reader = db.execute(query).one_or_none()
        if reader is None or not (reader.has_address or _asks(row)):
            return None
        to, language = opened(reader.email, service.sealing), reader.language
        if not to:
            return None
        frame = {"to": to, "sender": sender, "base_url": base_url}
        if _asks(row):
            code = in_groups(code_for(service.sealing, row.person_id, to))
            return Written(to, question(row, language, code, **frame))
        return Written(to, message(row, language, **frame))

    return write


def code_for(sealing: Sealing, person_id: UUID, email: str) -> str:
    """What shows that somebody has read a mail at that address; kept nowhere, as it can be made."""
    return code_of(sealing, f"mail:{person_id}:{email}")


def is_question() -> ColumnElement[bool]:
    """A mail of no number asks whether it reaches its reader."""
    return and_(mails.c.urgent == 0, mails.c.deadlines == 0, mails.c.news == 0)


def _asks(row: Row[Any]) -> bool:
    return not (row.urgent or row.deadlines or row.news)


def gauges(service: Service) -> Iterator[Reading]:
    """How many mails are in which state, and how long the first has waited."""
    c = mails.c
    with service.database.reading(EVERYTHING) as db:
        rows = db.execute(select(c.state, func.count().label("number")).group_by(c.state)).all()
        first = db.execute(select(func.min(c.made_at)).where(c.state.in_(OPEN))).scalar()
    for state in MailState:
        number = next((each.number for each in rows if each.state == state), 0)
        yield Reading(metrics.MAILS, (service.name, state.value), number)
    seconds = (service.clock.now() - first).total_seconds() if first else 0.0
    yield Reading(metrics.MAIL_DELAY, (service.name,), seconds)


def was_refused(db: Connection, person_id: UUID) -> bool:
    """Did the server refuse the address that somebody has now?"""
    since = select(mail_readers.c.since).where(mail_readers.c.person_id == person_id)
    query = select(mails.c.mail_id).where(
        mails.c.person_id == person_id,
        mails.c.state == MailState.REFUSED,
        mails.c.made_at >= since.scalar_subquery(),
    )
    return db.execute(query.limit(1)).first() is not None


def not_delivered(work: Work) -> int:
    """How many mails were refused, given up, or are unclear, of the last month."""
    failed = [MailState.REFUSED, MailState.GIVEN_UP, MailState.UNCLEAR]
    lately = mails.c.made_at > work.now - timedelta(days=30)
    query = select(func.count()).select_from(mails).where(mails.c.state.in_(failed), lately)
    return work.db.scalar(query) or 0
