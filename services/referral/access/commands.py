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
        person = _same(Person(taken.id), taken, sign_in=sign_in, expected=person_id)
    joined = PersonJoined(
        person_id=person.id,
        sign_in=sign_in,
        name=name,
        organisation_id=organisation,
        roles=tuple(roles),
    )
    work.change(person, lambda person: person.join(joined))
    return person.id


def give_roles(work: Work, person_id: UUID, *, roles: Sequence[str]) -> None:
    """These roles and no others from now on."""
    work.change(Person(person_id), lambda person: person.give_roles(roles))


def leave(work: Work, person_id: UUID) -> None:
    """Let somebody out: every service refuses their token from now on."""
    work.change(Person(person_id), lambda person: person.leave())


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
        client = _same(Client(taken.id), taken, sign_in=sign_in, expected=client_id)
    registered = ClientRegistered(
        client_id=client.id, sign_in=sign_in, organisation_id=organisation, roles=tuple(roles)
    )
    work.change(client, lambda client: client.register(registered))
    return client.id


def _same(holder: A, taken: Taken, *, sign_in: str, expected: UUID | None) -> A:
    """The one that has this name already, unless another one was meant."""
    is_kind = taken.stream == f"{holder.category}-{holder.id}"
    if not is_kind or expected not in (None, holder.id):
        raise Refused("%(sign_in)s is somebody else.", code="sign-in-taken", sign_in=sign_in)
    return holder
