"""A POST may be sent twice; it takes effect once.

The record and the command's events are one transaction. After draft-ietf-httpapi-
idempotency-key-header-07: no key 400, same key at work 409, same key with another body 422,
same key again the stored answer, with `Idempotent-Replayed`. A key is kept for thirty days.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    bindparam,
    delete,
    func,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from shared.database.columns import UtcDateTime

LONGEST_KEY = 200  # characters
KEPT = timedelta(days=30)
PURGED_AT_ONCE = 100  # by one request, so that none waits long
REPLAYED = "Idempotent-Replayed"
KEY = re.compile(r'^"?[!#-~]([ !#-~]{0,198}[!#-~])?"?\Z')  # visible ASCII, quoted or not

metadata = MetaData()
answers = Table(  # answers carry ids and codes only, never anything about a person
    "idempotency",
    metadata,
    Column("client", String(80), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("fingerprint", String(64), nullable=False),  # keyed hash of method, path and body
    Column("status", Integer),
    Column("body", JSON),
    Column("headers", JSON),
    Column("at", UtcDateTime, nullable=False),
    Index("idempotency_at", "at"),
)


class KeyAtWork(Exception):
    """The first request with this key has not been answered yet."""


class KeyReused(Exception):
    """The key was used with another body."""


@dataclass(frozen=True)
class Answer:
    status: int
    body: Any
    headers: dict[str, str]


@dataclass(frozen=True)
class Key:
    """One client's key, with the fingerprint of its first request."""

    client: str
    key: str
    fingerprint: str


def fingerprint(secret: bytes, *parts: bytes) -> str:
    """A keyed hash: a plain hash of a body about a person could be guessed."""
    return hmac.new(secret, b"\0".join(parts), hashlib.sha256).hexdigest()


def begin(db: Connection, key: Key, now: datetime) -> Answer | None:
    """Take the key in this transaction; the stored answer when it was used before."""
    _purge(db, before=now - KEPT)
    row = {"client": key.client, "key": key.key, "fingerprint": key.fingerprint, "at": now}
    if db.dialect.name == "sqlite":  # one writer: nobody else is at work
        is_ours = db.execute(_TAKE_SQLITE, row).rowcount == 1
    else:
        digest = hashlib.sha256(repr((key.client, key.key)).encode()).digest()
        row["lock"] = int.from_bytes(digest[:8], "big", signed=True)
        is_ours = db.execute(_TAKE, row).first() is not None
    return None if is_ours else _stored(db, key)


def finish(db: Connection, key: Key, answer: Answer) -> None:
    db.execute(update(answers).where(*_is(key)).values(vars(answer)))


def _purge(db: Connection, *, before: datetime) -> None:
    """Remove old keys; those that another request is removing are left to it."""
    old = select(answers.c.client, answers.c.key).where(answers.c.at < before)
    old = old.limit(PURGED_AT_ONCE).with_for_update(skip_locked=True)
    db.execute(delete(answers).where(tuple_(answers.c.client, answers.c.key).in_(old)))


def _stored(db: Connection, key: Key) -> Answer:
    row = db.execute(select(answers).where(*_is(key))).first()
    if row is None:
        raise KeyAtWork
    if row.fingerprint != key.fingerprint:
        raise KeyReused
    return Answer(row.status, row.body, row.headers)


def _is(key: Key) -> tuple[Any, ...]:
    return answers.c.client == key.client, answers.c.key == key.key


_NAMES = ("client", "key", "fingerprint", "at")
_TAKE_SQLITE = sqlite.insert(answers).on_conflict_do_nothing()
# The first request holds the lock to its commit; a second one meanwhile writes nothing.
_TAKE = (
    postgresql.insert(answers)
    .from_select(
        _NAMES,
        select(*(bindparam(name, type_=answers.c[name].type) for name in _NAMES)).where(
            func.pg_try_advisory_xact_lock(bindparam("lock", type_=BigInteger))
        ),
    )
    .on_conflict_do_nothing()
    .returning(answers.c.key)
)
