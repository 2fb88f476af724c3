"""From letters to mails: whom a letter concerns by mail, and when one mail speaks of all of them.

It runs beside everything else, every minute where a service follows. A letter is looked at once,
and each step is a transaction that may be repeated: keys of rows see to it that nothing is twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection, Row, delete, exists, select, update

from services.common.codes import MailPace, MailTopic
from services.common.mailing.queries import was_refused
from services.common.mailing.rules import ALARMS, BUNDLE, Quiet, mail_at, topic_of
from services.common.people import STAND_INS
from shared.database.scope import EVERYTHING
from shared.database.upsert import insert_missing, insert_new
from shared.identity.principals import Principal, Principals, principals
from shared.inbox import Letter, letters, marks, recipients_for
from shared.mail.tables import MailState, collected, mail_readers, mails, notices
from shared.service import Service

A_MINUTE = 60.0  # seconds
BATCH = 500  # letters of one transaction
FRESH = timedelta(days=7)  # of older letters nobody is written to


def prepare(service: Service) -> int:
    """Make the mails whose moment has come; how many."""
    while collect(service):
        pass
    give_back(service)
    return compose(service)


def collect(service: Service) -> int:
    """Note whom new letters concern by mail; how many letters were looked at."""
    now = service.clock.now()
    with service.database.writing(EVERYTHING) as db:
        rows = db.execute(_new_letters(now)).all()
        readers = list(_readers(service, db)) if rows else []
        for row in rows:
            for reader in readers:
                if row.recipient in reader.recipients:
                    _concern(db, row, reader, service)
        if rows:
            done = [{"letter_id": row.letter_id, "recipient": row.recipient} for row in rows]
            insert_missing(db, collected, done)
    return len(rows)


def compose(service: Service) -> int:
    """One mail for each person of whose letters the moment has come; how many."""
    now, c = service.clock.now(), notices.c
    with service.database.writing(EVERYTHING) as db:
        due = select(c.person_id).distinct().where(c.mail_id.is_(None), c.due_at <= now)
        people = db.execute(due.order_by(c.person_id)).scalars().all()
        return sum(_compose(db, person_id, now) for person_id in people)


def give_back(service: Service) -> int:
    """What mails spoke of that may not have arrived comes with the next day's; how many."""
    now = service.clock.now()
    lost = [MailState.UNCLEAR, MailState.GIVEN_UP]
    query = (
        select(notices, mail_readers)
        .join(mails, mails.c.mail_id == notices.c.mail_id)
        .join(mail_readers, mail_readers.c.person_id == notices.c.person_id)
        .where(mails.c.state.in_(lost))
    )
    with service.database.writing(EVERYTHING) as db:
        rows = db.execute(query).all()
        for row in rows:
            later = _quiet(row, service).opens_after(now)
            again = update(notices).where(*_is(row.letter_id, row.person_id))
            db.execute(again.values(mail_id=None, due_at=later))
    return len(rows)


def note_bounce(service: Service, mail_id: UUID) -> int:
    """The mail came back after the server had taken it; 1 if it is one of ours."""
    row = update(mails).where(mails.c.mail_id == mail_id)
    moved = row.values(state=MailState.REFUSED, next_at=service.clock.now())
    with service.database.writing(EVERYTHING) as db:
        return db.execute(moved.execution_options(preserve_rowcount=True)).rowcount


@dataclass(frozen=True)
class _Reader:
    principal: Principal
    row: Row[Any]
    recipients: frozenset[str]


def _new_letters(now: datetime) -> Any:
    is_collected = exists().where(
        collected.c.letter_id == letters.c.letter_id, collected.c.recipient == letters.c.recipient
    )
    fresh = letters.c.at <= now, letters.c.at > now - FRESH, ~is_collected
    return select(letters).where(*fresh).order_by(letters.c.at, letters.c.letter_id).limit(BATCH)


def _readers(service: Service, db: Connection) -> Iterator[_Reader]:
    """Everybody who has access and an address."""
    query = (
        select(mail_readers)
        .join(principals, principals.c.id == mail_readers.c.person_id)
        .where(mail_readers.c.has_address, principals.c.active)
    )
    everybody = Principals(service.database, service.sealing, STAND_INS, db)
    for row in db.execute(query).all():
        principal = everybody.by_id(row.person_id)
        if principal is not None:
            yield _Reader(principal, row, frozenset(recipients_for(principal)))


def _concern(db: Connection, row: Row[Any], reader: _Reader, service: Service) -> None:
    wants = reader.row
    if row.author == str(reader.principal.id) or row.at < wants.since:
        return
    letter = Letter(
        row.letter_id, row.kind, row.thing, row.thing_id, row.author, row.at, row.urgent
    )
    topic = topic_of(letter)
    moment = mail_at(row.kind, MailPace(getattr(wants, topic)), row.at, _quiet(wants, service))
    if moment is not None:
        notice = {
            "letter_id": row.letter_id,
            "person_id": reader.principal.id,
            "thing_id": row.thing_id,
            "topic": topic,
            "at": row.at,
            "due_at": moment,
        }
        insert_new(db, notices, notice)


def _compose(db: Connection, person_id: UUID, now: datetime) -> bool:
    c = notices.c
    open_ones = select(notices).where(c.person_id == person_id, c.mail_id.is_(None))
    rows = [row for row in db.execute(open_ones) if row.due_at <= now]
    if was_refused(db, person_id) or not (_is_alarm(db, rows) or _is_rested(db, person_id, now)):
        return False
    unread = [row for row in rows if _is_unread(db, row)]
    for row in rows:
        if row not in unread:
            db.execute(delete(notices).where(*_is(row.letter_id, person_id)))
    if not unread:
        return False
    moment = min(row.due_at for row in unread)
    mail_id = uuid5(person_id, moment.isoformat())
    things = {topic: {row.thing_id for row in unread if row.topic == topic} for topic in MailTopic}
    mail = {
        "mail_id": mail_id,
        "person_id": person_id,
        "made_for": moment,
        "made_at": now,
        **{topic.value: len(things[topic]) for topic in MailTopic},
        "state": MailState.WAITING,
        "attempts": 0,
        "next_at": now,
    }
    for row in unread:
        db.execute(update(notices).where(*_is(row.letter_id, person_id)).values(mail_id=mail_id))
    return insert_new(db, mails, mail)


def _is_rested(db: Connection, person_id: UUID, now: datetime) -> bool:
    """Was nothing sent a moment ago? Else what comes now goes together with what follows."""
    is_new = mails.c.person_id == person_id, mails.c.made_at > now - BUNDLE
    return db.execute(select(mails.c.mail_id).where(*is_new).limit(1)).first() is None


def _is_alarm(db: Connection, rows: list[Row[Any]]) -> bool:
    """Is one of them about a child's safety, so that it waits for no others?"""
    is_it = letters.c.letter_id.in_([row.letter_id for row in rows]), letters.c.kind.in_(ALARMS)
    return db.execute(select(letters.c.kind).where(*is_it).limit(1)).first() is not None


def _is_unread(db: Connection, row: Row[Any]) -> bool:
    """Is the letter still there, and has its reader not looked since?"""
    query = select(letters.c.letter_id).where(letters.c.letter_id == row.letter_id)
    if db.execute(query.limit(1)).first() is None:
        return False
    read = select(marks.c.read_at).where(
        marks.c.principal == row.person_id, marks.c.thing_id == row.thing_id
    )
    read_at = db.execute(read).scalar()
    return read_at is None or read_at < row.at


def _quiet(row: Row[Any], service: Service) -> Quiet:
    return Quiet(service.clock.zone, row.quiet_from, row.quiet_until, row.quiet_weekends)


def _is(letter_id: UUID, person_id: UUID) -> list[Any]:
    return [notices.c.letter_id == letter_id, notices.c.person_id == person_id]
