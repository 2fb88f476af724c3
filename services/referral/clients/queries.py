"""Systems as an administrator reads them, and their keys as the sign-in's provider does."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Date, MetaData, Table, Uuid, select

from services.referral.clients import policy
from services.referral.clients.domain import Client
from services.referral.clients.projections import client_keys, client_secrets
from services.referral.clients.rules import valid_secrets
from shared.identity.principals import Principal, principals
from shared.store.tables import claims
from shared.work import Work

metadata = MetaData()
client_uses = Table(  # written by `commands.note_use`
    "client_uses",
    metadata,
    Column("client_id", Uuid, primary_key=True),
    Column("last_on", Date, nullable=False),
)


@dataclass(frozen=True)
class ClientView:
    """One system, from its own stream, and the day on which it called last."""

    client: Client
    version: int
    last_used_on: date | None


def client(work: Work, principal: Principal, client_id: UUID) -> ClientView:
    """One system; `NotFound` when none was ever registered with that id, or not for this reader."""
    state, version = work.load(Client(client_id))
    policy.registers.check(principal, state)
    used = select(client_uses.c.last_on).where(client_uses.c.client_id == client_id)
    return ClientView(state, version, work.db.execute(used).scalar())


def clients(work: Work, principal: Principal) -> list[ClientView]:
    """Every system that was ever registered and that the reader may register, by sign-in."""
    query = select(principals.c.id).where(principals.c.kind != "person")
    ids = work.db.execute(query.order_by(principals.c.sign_in)).scalars().all()
    return [client(work, principal, client_id) for client_id in ids]


def everything(work: Work) -> Iterator[tuple[str, tuple[str, ...], list[str], date | None, bool]]:
    """Sign-in, roles, secrets of today, last call, whether retired: of every system, for a shell.

    From the streams, since a shell waits for no projection.
    """
    used = {row.client_id: row.last_on for row in work.db.execute(select(client_uses))}
    holders = select(claims.c.stream).where(claims.c.scope == "sign-in").order_by(claims.c.key)
    for stream in work.db.execute(holders).scalars():
        kind, _, client_id = stream.partition("-")
        if kind != Client.category:
            continue
        state, _ = work.load(Client(UUID(client_id)))
        if state.registered is not None:
            names = [each.secret_id for each in state.secrets_on(work.today)]
            last = used.get(state.id)
            yield state.registered.sign_in, state.registered.roles, names, last, state.is_retired


def public_keys(db: Connection, sign_in: str) -> tuple[dict[str, Any], ...]:
    """The JSON Web Keys of the system that asks for tokens under that name; () for none."""
    query = select(client_keys.c.key).join(principals, principals.c.id == client_keys.c.client_id)
    theirs = query.where(principals.c.sign_in == sign_in, principals.c.active)
    return tuple(json.loads(key) for key in db.execute(theirs).scalars())


def secret_digests(db: Connection, sign_in: str, *, on: date) -> tuple[str, ...]:
    """The digests of the secrets that are worth something on that day; () for none."""
    query = select(client_secrets).join(principals, principals.c.id == client_secrets.c.client_id)
    theirs = query.where(principals.c.sign_in == sign_in, principals.c.active)
    drawn = db.execute(theirs.order_by(client_secrets.c.number)).all()
    return tuple(row.digest for row in valid_secrets(drawn, on=on))
