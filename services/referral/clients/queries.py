"""Systems as an administrator reads them, and their keys as the sign-in's provider does."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from services.referral.access.domain import Client
from services.referral.clients import policy
from services.referral.clients.projections import client_keys
from shared.identity.principals import Principal, principals
from shared.work import Work


@dataclass(frozen=True)
class ClientView:
    """One system, from its own stream."""

    client: Client
    version: int


def client(work: Work, principal: Principal, client_id: UUID) -> ClientView:
    """One system; `NotFound` when none was ever registered with that id, or not for this reader."""
    state, version = work.load(Client(client_id))
    policy.registers.check(principal, state)
    return ClientView(state, version)


def public_keys(db: Connection, sign_in: str) -> tuple[dict[str, Any], ...]:
    """The JSON Web Keys of the system that asks for tokens under that name; () for none."""
    query = select(client_keys.c.key).join(principals, principals.c.id == client_keys.c.client_id)
    theirs = query.where(principals.c.sign_in == sign_in, principals.c.active)
    return tuple(json.loads(key) for key in db.execute(theirs).scalars())
