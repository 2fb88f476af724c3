"""Drafts: what somebody has typed into a form and not sent yet, kept on the server.

A draft belongs to one person and one form, survives a reload and a session that ran out, and goes
when the form is sent, or by itself after two weeks. Its content passes the sealing seam under an id
of its own, so that it can be erased alone.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from sqlalchemy import Column, Connection, Index, MetaData, String, Table, Uuid, delete, select

from shared.database.columns import Personal, UtcDateTime
from shared.database.upsert import upsert
from shared.identity.principals import Principal
from shared.kernel.sealing import Sealed, Sealing, Subject, opened

KEPT = timedelta(days=14)
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
    db: Connection, sealing: Sealing, *, by: UUID, form: str, typed: Typed, now: datetime
) -> None:
    """Keep what was typed instead of what was kept before; old drafts of anybody go.

    Raises `TooLarge` where it is larger than a form can be.
    """
    values = {name: list(texts) for name, texts in typed.items()}
    if sum(len(text) for texts in values.values() for text in texts) > LARGEST:
        raise TooLarge(f"A draft holds at most {LARGEST} characters.")
    db.execute(delete(drafts).where(drafts.c.kept_at < now - KEPT))
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
    query = select(drafts.c.typed).where(
        drafts.c.principal == by, drafts.c.form == form, drafts.c.kept_at >= now - within
    )
    values: Any = opened(db.execute(query).scalar(), sealing)
    return values or {}


def drop(db: Connection, *, by: UUID, form: str) -> None:
    """The form was sent, or its draft is not wanted any more."""
    db.execute(delete(drafts).where(drafts.c.principal == by, drafts.c.form == form))
