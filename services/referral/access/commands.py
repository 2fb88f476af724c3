"""What can be asked of access: people join, change roles and leave; systems are registered."""

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID, uuid4

from services.referral.access.domain import Client, Person
from services.referral.access.events import ClientRegistered, PersonJoined
from shared.kernel.aggregate import Refused
from shared.work import Taken, Work

A = TypeVar("A", Person, Client)
SIGN_IN = "sign-in"  # people and systems share the names


def admit(
    work: Work,
    *,
    sign_in: str,
    name: str,
    roles: Sequence[str],
    organisation: UUID | None = None,
    person_id: UUID | None = None,
) -> UUID:
    """The person's id, which is the `sub` of their tokens; the same again changes nothing."""
    person = Person(person_id or uuid4())
    try:
        work.claim(SIGN_IN, sign_in, person)
    except Taken as taken:
        person = _same(Person(taken.id), taken, sign_in=sign_in, asked=person_id)
    joined = PersonJoined(
        person_id=person.id,
        sign_in=sign_in,
        name=name,
        organisation_id=organisation,
        roles=tuple(roles),
    )
    work.change(person, lambda found: found.join(joined))
    return person.id


def give_roles(
    work: Work, person_id: UUID, *, roles: Sequence[str], seen: int | None = None
) -> int:
    """These roles and no others from now on; the new version."""
    _, version = work.change(Person(person_id), lambda person: person.give_roles(roles), seen)
    return version


def leave(work: Work, person_id: UUID, *, seen: int | None = None) -> int:
    """Let somebody out at once; their sign-in name stays theirs. The new version."""
    _, version = work.change(Person(person_id), lambda person: person.leave(), seen)
    return version


def register_client(
    work: Work,
    *,
    sign_in: str,
    roles: Sequence[str],
    organisation: UUID | None = None,
    client_id: UUID | None = None,
) -> UUID:
    """The client's id; the same again changes nothing."""
    client = Client(client_id or uuid4())
    try:
        work.claim(SIGN_IN, sign_in, client)
    except Taken as taken:
        client = _same(Client(taken.id), taken, sign_in=sign_in, asked=client_id)
    registered = ClientRegistered(
        client_id=client.id, sign_in=sign_in, organisation_id=organisation, roles=tuple(roles)
    )
    work.change(client, lambda found: found.register(registered))
    return client.id


def _same(found: A, taken: Taken, *, sign_in: str, asked: UUID | None) -> A:
    """The one that has this name already, unless another one was meant."""
    if taken.stream != f"{found.category}-{found.id}" or asked not in (None, found.id):
        raise Refused("%(sign_in)s is somebody else.", code="sign-in-taken", sign_in=sign_in)
    return found
