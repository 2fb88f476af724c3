"""What can be asked of a system that calls: a key more, a key less, no more calls."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from services.referral.access.domain import Client
from services.referral.access.events import ClientKeyRegistered
from shared.identity.proof import public_key
from shared.kernel.aggregate import Invalid
from shared.work import Work


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


def retire(work: Work, client_id: UUID) -> None:
    """Let a system call no more: every service refuses its token from now on."""
    work.change(Client(client_id), lambda client: client.retire())
