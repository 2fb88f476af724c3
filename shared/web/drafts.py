"""Drafts: what somebody has typed into a form and not sent yet, kept on the server.

A draft belongs to one person and one form, survives a reload and a session that ran out, and goes
when the form is sent, or by itself after two weeks; a file that waits for a word, after a day. Its
content passes the sealing seam under an id of its own, so that it can be erased alone.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Index,
    MetaData,
    String,
    Table,
    Uuid,
    and_,
    delete,
    or_,
    select,
)

from shared.database.columns import Personal, UtcDateTime
from shared.database.upsert import upsert
from shared.identity.principals import Principal
from shared.kernel.sealing import Sealed, Sealing, Subject, opened

KEPT, KEPT_FILE = timedelta(days=14), timedelta(days=1)
FILE = "file:"  # how the form of a file begins that waits for its sender's word
RETENTION = "draft"
LARGEST = 64_000  # characters of all values together

metadata = MetaData()
drafts = Table(
    "drafts",
    metadata,
    Column("principal", Uuid, primary_key=True),  # its `owner`
    Column("form", String(120), primary_key=True),  # such as "visit", or "task:<id>"
    Column("draft_id", Uuid, nullable=False),
    Column("typed", Personal(of="draft_id", retention=RETENTION), nullable=False),
    Column("kept_at", UtcDateTime, nullable=False),
    Index("drafts_kept_at", "kept_at"),
)

Typed = Mapping[str, Sequence[str]]  # field to what was typed or chosen, as a form is sent


class TooLarge(Exception):
    """Nobody types so much; it came from a program."""


def owner(who: Principal) -> UUID:
    """Whose drafts somebody finds: their own as a member of their organisation, and no other's."""
    return uuid5(who.id, str(who.organisation)) if who.organisation else who.id


def keep(
    db: Connection,
    sealing: Sealing,
    *,
    by: UUID,
    form: str,
    typed: Typed,
    now: datetime,
    largest: int = LARGEST,
) -> None:
    """Keep what was typed instead of what was kept before; old drafts of anybody go.

    Raises `TooLarge` where it is larger than a form can be.
    """
    values = {name: list(texts) for name, texts in typed.items()}
    if sum(len(text) for texts in values.values() for text in texts) > largest:
        raise TooLarge(f"A draft holds at most {largest} characters.")
    db.execute(delete(drafts).where(_is_over(now)))
    draft_id = uuid4()
    subject = Subject(person=draft_id, retention=RETENTION, event=draft_id, field="typed")
    row = {
        "draft_id": draft_id,
        "typed": Sealed(sealing.seal(values, subject)),
        "kept_at": now,
    }
    upsert(db, drafts, {"principal": by, "form": form}, row)


def kept(
    db: Connection,
    sealing: Sealing,
    *,
    by: UUID,
    form: str,
    now: datetime,
    within: timedelta = KEPT,
) -> Typed:
    """What the person had typed into this form; empty when nothing is kept."""
    is_theirs = drafts.c.principal == by, drafts.c.form == form
    query = select(drafts.c.typed).where(
        *is_theirs, drafts.c.kept_at >= now - within, ~_is_over(now)
    )
    values: Any = opened(db.execute(query).scalar(), sealing)
    return values or {}


def forms(db: Connection, *, by: UUID, prefix: str, now: datetime) -> list[str]:
    """The forms of that beginning that the person has not sent, the newest first."""
    query = select(drafts.c.form).where(
        drafts.c.principal == by, drafts.c.form.startswith(prefix, autoescape=True), ~_is_over(now)
    )
    return list(db.execute(query.order_by(drafts.c.kept_at.desc())).scalars())


def _is_over(now: datetime) -> ColumnElement[bool]:
    is_file = drafts.c.form.startswith(FILE, autoescape=True)
    return or_(drafts.c.kept_at < now - KEPT, and_(is_file, drafts.c.kept_at < now - KEPT_FILE))


def drop(db: Connection, *, by: UUID, form: str) -> None:
    """The form was sent, or its draft is not wanted any more."""
    db.execute(delete(drafts).where(drafts.c.principal == by, drafts.c.form == form))
