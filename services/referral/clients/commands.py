"""What can be asked of a system that calls: a key more, a key less, no more calls."""

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection

from services.common import catalogue
from services.referral.access.commands import SIGN_IN, claim_subject, same_holder
from services.referral.access.events import (
    ClientKeyRegistered,
    ClientRegistered,
    ClientSecretDrawn,
)
from services.referral.clients.domain import Client
from services.referral.clients.queries import client_uses
from shared.database.upsert import upsert
from shared.identity.proof import public_key
from shared.kernel.aggregate import Invalid
from shared.work import Taken, Work


def register_client(
    work: Work,
    *,
    sign_in: str,
    roles: Sequence[str],
    organisation: UUID | None = None,
    client_id: UUID | None = None,
    subject: str | None = None,
) -> UUID:
    """The client's id; the same again changes nothing.

    `subject` is the `sub` of its tokens, its sign-in where none is named.
    """
    catalogue.check_here(work.db, organisation)
    client = Client(client_id or uuid4())
    try:
        work.claim(SIGN_IN, sign_in, client)
    except Taken as taken:
        client = same_holder(Client(taken.id), taken, sign_in=sign_in, expected=client_id)
    claim_subject(work, client, subject or sign_in)
    registered = ClientRegistered(
        client_id=client.id,
        sign_in=sign_in,
        organisation_id=organisation,
        roles=tuple(roles),
        subject=subject,
    )
    work.change(client, lambda client: client.register(registered))
    return client.id


def register_key(work: Work, client_id: UUID, *, key: Mapping[str, Any]) -> None:
    """Let the system prove who it is with the private half of this JSON Web Key."""
    try:
        public = public_key(key)
    except ValueError as wrong:
        raise Invalid(
            "It has to be one public JSON Web Key: EC on the curve P-256, or RSA of 2048 bits or "
            "more, without its private half.",
            code="client-key",
            field="key",
        ) from wrong
    registered = ClientKeyRegistered(
        client_id=client_id, key_id=public["kid"], key=json.dumps(public, sort_keys=True)
    )
    work.change(Client(client_id), lambda client: client.register_key(registered))


def withdraw_key(work: Work, client_id: UUID, *, key_id: str) -> None:
    """The key is worth nothing from the next request for a token on."""
    work.change(Client(client_id), lambda client: client.withdraw_key(key_id))


@dataclass(frozen=True)
class NewSecret:
    """Shown once, to whoever drew it: nothing that is kept tells it again."""

    id: str
    text: str = field(repr=False)


def draw_secret(work: Work, client_id: UUID) -> NewSecret:
    """A secret with which the system proves who it is, beside the one that it has."""
    new = NewSecret(secrets.token_hex(4), secrets.token_urlsafe(32))
    drawn = ClientSecretDrawn(
        client_id=client_id, secret_id=new.id, digest=digest_of(new.text), drawn_on=work.today
    )
    work.change(Client(client_id), lambda client: client.draw_secret(drawn))
    return new


def digest_of(secret: str) -> str:
    """What is kept of a secret: 256 random bits need no slower digest."""
    return hashlib.sha256(secret.encode()).hexdigest()


def withdraw_secret(work: Work, client_id: UUID, *, secret_id: str) -> None:
    """The secret is worth nothing from the next request for a token on."""
    work.change(Client(client_id), lambda client: client.withdraw_secret(secret_id))


def retire(work: Work, client_id: UUID) -> None:
    """Let a system call no more: every service refuses its token from now on."""
    work.change(Client(client_id), lambda client: client.retire())


def note_use(db: Connection, client_id: UUID, *, on: date) -> None:
    """Keep the day on which a system has called, so that one that nobody needs is found."""
    upsert(db, client_uses, {"client_id": client_id}, {"last_on": on})
