"""A POST may be sent twice; it is done once.

The record and the command's events are one transaction. After draft-ietf-httpapi-
idempotency-key-header-07: no key 400, same key at work 409, same key with another body 422,
same key again the stored answer.
"""

import hashlib
import hmac
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Integer,
    MetaData,
    String,
    Table,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from shared.columns import UtcDateTime

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
    """One client's key, with the fingerprint of what it was first sent with."""

    client: str
    key: str
    fingerprint: str


def fingerprint(secret: bytes, *parts: bytes) -> str:
    """A keyed hash: a plain one of a body with a person in it could be guessed at."""
    return hmac.new(secret, b"\0".join(parts), hashlib.sha256).hexdigest()


def begin(db: Connection, key: Key, now: Any) -> Answer | None:
    """Take the key in this transaction; the stored answer when it was used before."""
    if db.dialect.name == "postgresql":
        number = int.from_bytes(hashlib.sha256(repr(key).encode()).digest()[:8], "big", signed=True)
        if not db.execute(select(func.pg_try_advisory_xact_lock(number))).scalar():
            raise KeyAtWork
    row = {"client": key.client, "key": key.key, "fingerprint": key.fingerprint, "at": now}
    try:
        with db.begin_nested():
            db.execute(insert(answers).values(row))
        return None
    except IntegrityError:
        return _stored(db, key)


def finish(db: Connection, key: Key, answer: Answer) -> None:
    db.execute(update(answers).where(*_is(key)).values(vars(answer)))


def _stored(db: Connection, key: Key) -> Answer:
    row = db.execute(select(answers).where(*_is(key))).one()
    if row.fingerprint != key.fingerprint:
        raise KeyReused
    return Answer(row.status, row.body, row.headers)


def _is(key: Key) -> tuple[Any, ...]:
    return answers.c.client == key.client, answers.c.key == key.key
