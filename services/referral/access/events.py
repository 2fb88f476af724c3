"""Who may do what: people of organisations, and the systems that push referrals.

Addressed to all four services, which keep a table of their own with the last word over tokens.
A person's id, or a client's sign-in, is the `sub` of their tokens, unless `subject` names another:
the identity provider of their organisation has names of its own.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from services.common.codes import Role
from services.common.retention import STAFF
from shared.kernel.events import event, personal

EVERYBODY = ("referral", "volunteers", "casework", "reporting")


@event("person.joined", to=EVERYBODY)
class PersonJoined:
    person_id: UUID
    sign_in: str
    name: str = personal(of="person_id", retention=STAFF)
    organisation_id: UUID | None = None
    roles: tuple[Annotated[str, Role], ...] = ()
    subject: str | None = None  # `sub` of their tokens; None: their id


@event("person.renamed", to=EVERYBODY)
class PersonRenamed:
    person_id: UUID
    name: str = personal(of="person_id", retention=STAFF)


@event("person.roles_changed", to=EVERYBODY)
class RolesGiven:
    person_id: UUID
    roles: tuple[Annotated[str, Role], ...]


@event("person.left", to=EVERYBODY)
class PersonLeft:
    person_id: UUID


@event("client.registered", to=EVERYBODY)
class ClientRegistered:
    client_id: UUID
    sign_in: str
    organisation_id: UUID | None
    roles: tuple[Annotated[str, Role], ...]
    subject: str | None = None  # `sub` of its tokens; None: its sign-in


@event("client.secret_drawn")
class ClientSecretDrawn:
    """The client proves who it is by a secret, of which only the digest is kept."""

    client_id: UUID
    secret_id: str
    digest: str  # SHA-256 of 256 random bits: nothing that could be guessed
    drawn_on: date


@event("client.secret_withdrawn")
class ClientSecretWithdrawn:
    client_id: UUID
    secret_id: str


@event("client.key_registered")
class ClientKeyRegistered:
    """The public half of a key with which the client proves who it is: no secret."""

    client_id: UUID
    key_id: str
    key: str  # a JSON Web Key (RFC 7517)


@event("client.key_withdrawn")
class ClientKeyWithdrawn:
    client_id: UUID
    key_id: str


@event("client.retired", to=EVERYBODY)
class ClientRetired:
    """The client calls no more: its tokens are refused though they live."""

    client_id: UUID


PersonEvent = PersonJoined | PersonRenamed | RolesGiven | PersonLeft
ClientEvent = (
    ClientRegistered
    | ClientKeyRegistered
    | ClientKeyWithdrawn
    | ClientSecretDrawn
    | ClientSecretWithdrawn
    | ClientRetired
)
