"""Who may do what: people of organisations, and the systems that push referrals.

Addressed to all four services, which keep a table of their own with the last word over tokens.
A person's and a client's id is the `sub` of their tokens.
"""

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


PersonEvent = PersonJoined | RolesGiven | PersonLeft
ClientEvent = ClientRegistered | ClientKeyRegistered | ClientKeyWithdrawn | ClientRetired
