"""Letters: what has happened that somebody is to read, and who has read it.

A projection of each service writes a letter for an event, addressed to an organisation, to one role
of it, or to one person as a member of it. Who leaves the organisation is no reader any more. A
letter holds no text: it says what kind of thing has happened to which thing, where it is read.
One dated ahead, such as that a day has come, lies in the box unseen until then.
Marks of reading are a person's own and survive a rebuild.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Index,
    MetaData,
    String,
    Table,
    Uuid,
    bindparam,
    delete,
    func,
    select,
)

from shared.database.columns import UtcDateTime
from shared.database.upsert import upsert
from shared.identity.principals import Principal

LISTED = 200  # letters of one reader at most; the newest of what is urgent come first

metadata = MetaData()
letters = Table(  # written by each service's projection `inbox`
    "letters",
    metadata,
    Column("letter_id", Uuid, primary_key=True),  # of its event, or message
    Column("recipient", String(120), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("thing", String(30), nullable=False),  # such as "bicycle"
    Column("thing_id", Uuid, nullable=False),
    Column("author", String(80), nullable=False),  # who caused it has no need to read it
    Column("urgent", Boolean, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("letters_recipient", "recipient", "at"),
    Index("letters_thing", "thing_id"),
)

marks_metadata = MetaData()
marks = Table(  # written by whoever reads
    "read_marks",
    marks_metadata,
    Column("principal", Uuid, primary_key=True),
    Column("thing_id", Uuid, primary_key=True),
    Column("read_at", UtcDateTime, nullable=False),
)


@dataclass(frozen=True)
class Letter:
    """One letter; the same to two recipients is one."""

    letter_id: UUID
    kind: str
    thing: str
    thing_id: UUID
    author: str  # id of a principal, or name of one of our own processes
    at: datetime
    urgent: bool = False
    is_read: bool = False


def everybody_of(organisation: UUID) -> str:
    """All who belong to the organisation now."""
    return str(organisation)


def role_of(organisation: UUID, role: str) -> str:
    """Those of the organisation who have the role now."""
    return f"{organisation}:{role}"


def anywhere(role: str) -> str:
    """All who have the role, whatever their organisation, and those who belong to none."""
    return f"*:{role}"


def unattached(role: str) -> str:
    """Those with the role who belong to no organisation."""
    return f"-:{role}"


def member_of(organisation: UUID, person: UUID) -> str:
    """One person, as long as they belong to the organisation."""
    return f"{organisation}:{person}"


def send(db: Connection, letter: Letter, recipients: Iterable[str]) -> None:
    """Leave a letter for each recipient; the same again changes nothing."""
    values = {
        "kind": letter.kind,
        "thing": letter.thing,
        "thing_id": letter.thing_id,
        "author": letter.author,
        "urgent": letter.urgent,
        "at": letter.at,
    }
    for recipient in dict.fromkeys(recipients):
        upsert(db, letters, {"letter_id": letter.letter_id, "recipient": recipient}, values)


def take_back(db: Connection, thing_id: UUID, *kinds: str) -> None:
    """What the letters of these kinds said of the thing will not come, or no longer waits."""
    if kinds:
        db.execute(_TAKE_BACK, {"of_thing": thing_id, "of_kinds": list(kinds)})


_TAKE_BACK = delete(letters).where(  # put together once
    letters.c.thing_id == bindparam("of_thing"),
    letters.c.kind.in_(bindparam("of_kinds", expanding=True)),
)


def recipients_of(db: Connection, thing_id: UUID, kind: str) -> list[str]:
    """To whom the letters of this kind about the thing were written."""
    query = select(letters.c.recipient).where(
        letters.c.thing_id == thing_id, letters.c.kind == kind
    )
    return list(db.execute(query.order_by(letters.c.recipient)).scalars())


def letters_of(
    db: Connection, reader: Principal, *, now: datetime, unread_only: bool = True
) -> list[Letter]:
    """The reader's letters, urgent first, then newest first."""
    query = (
        select(letters, (marks.c.read_at >= letters.c.at).label("is_read"))
        .outerjoin(
            marks, (marks.c.thing_id == letters.c.thing_id) & (marks.c.principal == reader.id)
        )
        .where(_is_for(reader), letters.c.at <= now)
        .order_by(letters.c.urgent.desc(), letters.c.at.desc(), letters.c.letter_id)
    )
    if unread_only:
        query = query.where(_is_unread())
    by_id = dict[UUID, Letter]()
    for row in db.execute(query.limit(LISTED)):
        letter = Letter(
            row.letter_id,
            row.kind,
            row.thing,
            row.thing_id,
            row.author,
            row.at,
            row.urgent,
            bool(row.is_read),
        )
        by_id.setdefault(letter.letter_id, letter)
    return list(by_id.values())


def unread_things(
    db: Connection, reader: Principal, things: Iterable[UUID], *, now: datetime
) -> set[UUID]:
    """Those of the things about which the reader has a letter unread: marks of a list."""
    query = (
        select(letters.c.thing_id)
        .outerjoin(
            marks, (marks.c.thing_id == letters.c.thing_id) & (marks.c.principal == reader.id)
        )
        .where(_is_for(reader), _is_unread(), letters.c.thing_id.in_(list(things)))
        .where(letters.c.at <= now)
    )
    return set(db.execute(query).scalars())


def unread_of(db: Connection, reader: Principal, thing: str, *, now: datetime) -> list[UUID]:
    """The things of that kind about which the reader has a letter unread."""
    query = (
        select(letters.c.thing_id)
        .distinct()
        .outerjoin(
            marks, (marks.c.thing_id == letters.c.thing_id) & (marks.c.principal == reader.id)
        )
        .where(_is_for(reader), _is_unread(), letters.c.thing == thing, letters.c.at <= now)
    )
    return list(db.execute(query).scalars())


def count_unread(db: Connection, reader: Principal, *, now: datetime) -> int:
    """About how many things the reader has something to read."""
    query = (
        select(func.count(letters.c.thing_id.distinct()))
        .outerjoin(
            marks, (marks.c.thing_id == letters.c.thing_id) & (marks.c.principal == reader.id)
        )
        .where(_is_for(reader), _is_unread(), letters.c.at <= now)
    )
    return db.execute(query).scalar_one()


def read_at(db: Connection, thing_id: UUID) -> dict[UUID, datetime]:
    """Who has looked at the thing, and when last."""
    query = select(marks.c.principal, marks.c.read_at).where(marks.c.thing_id == thing_id)
    return {row.principal: row.read_at for row in db.execute(query)}


def mark_read(db: Connection, reader: Principal, thing_id: UUID, *, now: datetime) -> None:
    """The reader has looked at the thing, and so read all letters about it."""
    upsert(db, marks, {"principal": reader.id, "thing_id": thing_id}, {"read_at": now})


def mark_all_read(db: Connection, reader: Principal, *, until: datetime) -> None:
    """The reader has dealt with everything of before; what came later stays unread."""
    query = (
        select(letters.c.thing_id)
        .distinct()
        .outerjoin(
            marks, (marks.c.thing_id == letters.c.thing_id) & (marks.c.principal == reader.id)
        )
        .where(_is_for(reader), _is_unread(), letters.c.at < until)
    )
    for thing_id in db.execute(query).scalars().all():
        mark_read(db, reader, thing_id, now=until)


def recipients_for(reader: Principal) -> list[str]:
    """As whom the reader gets letters."""
    home, roles = reader.organisation, sorted(reader.roles)
    names = [anywhere(role) for role in roles]
    if home is None:
        return names + [unattached(role) for role in roles]
    own = [everybody_of(home), member_of(home, reader.id)]
    return names + own + [role_of(home, role) for role in roles]


def _is_for(reader: Principal) -> ColumnElement[bool]:
    is_theirs = letters.c.recipient.in_(recipients_for(reader))
    return is_theirs & (letters.c.author != str(reader.id))


def _is_unread() -> ColumnElement[bool]:
    return marks.c.read_at.is_(None) | (marks.c.read_at < letters.c.at)
