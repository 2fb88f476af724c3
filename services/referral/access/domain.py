"""The rules of access: who has joined with which roles, which systems may call."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.common.codes import Role
from services.referral.access import events
from shared.kernel.aggregate import Invalid, Refused

OF_SYSTEMS = {Role.MUNICIPAL_SYSTEM, Role.PARTNER, Role.SERVICE}
WITHOUT_ORGANISATION = {
    Role.REGIONAL_COORDINATOR,
    Role.FUNDER,
    Role.DATA_PROTECTION_OFFICER,
    Role.ADMINISTRATOR,
    Role.SERVICE,
}


MOST_KEYS = 2  # of a client: the one in use and the next


@dataclass(frozen=True)
class Person:
    """Somebody who may sign in; of one organisation, with the roles they have there."""

    category: ClassVar = "person"

    id: UUID
    sign_in: str = ""
    organisation: UUID | None = None
    roles: tuple[str, ...] = ()
    is_here: bool = False

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return ()

    @property
    def has_joined(self) -> bool:
        """Have they ever joined, even if they have left since?"""
        return self.sign_in != ""

    def join(self, joined: events.PersonJoined) -> list[events.PersonEvent]:
        """Joining again after leaving is the same person; joining twice changes nothing."""
        _check(joined.roles, joined.organisation_id, allowed=set(Role) - OF_SYSTEMS)
        same = (self.sign_in, self.organisation) == (joined.sign_in, joined.organisation_id)
        if self.is_here and same:
            return self.give_roles(joined.roles)
        if self.is_here:
            raise Refused(
                "%(sign_in)s is here already. Let them leave first.",
                code="person-is-here",
                sign_in=self.sign_in,
            )
        return [joined]

    def give_roles(self, roles: Sequence[str]) -> list[events.PersonEvent]:
        """These and no others from now on."""
        if not self.is_here:
            raise Refused("Only somebody who has joined can have roles.", code="person-not-here")
        _check(roles, self.organisation, allowed=set(Role) - OF_SYSTEMS)
        if set(roles) == set(self.roles):
            return []
        return [events.RolesGiven(person_id=self.id, roles=tuple(roles))]

    def leave(self) -> list[events.PersonEvent]:
        return [events.PersonLeft(person_id=self.id)] if self.is_here else []

    def evolve(self, event: events.PersonEvent) -> Self:
        match event:
            case events.PersonJoined(sign_in=sign_in, organisation_id=home, roles=roles):
                return replace(self, sign_in=sign_in, organisation=home, roles=roles, is_here=True)
            case events.RolesGiven(roles=roles):
                return replace(self, roles=roles)
            case events.PersonLeft():
                return replace(self, is_here=False)
            case _:
                assert_never(event)


@dataclass(frozen=True)
class Client:
    """A system that calls the interfaces in its organisation's name."""

    category: ClassVar = "client"

    id: UUID
    registered: events.ClientRegistered | None = None
    keys: tuple[events.ClientKeyRegistered, ...] = ()  # the oldest first
    is_retired: bool = False

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return ()

    def register(self, registered: events.ClientRegistered) -> list[events.ClientEvent]:
        """Once; the same again changes nothing."""
        if self.registered == registered:
            return []
        if self.registered:
            raise Refused(
                "%(sign_in)s is registered otherwise already.",
                code="client-taken",
                sign_in=registered.sign_in,
            )
        _check(registered.roles, registered.organisation_id, allowed=OF_SYSTEMS)
        return [registered]

    def register_key(self, key: events.ClientKeyRegistered) -> list[events.ClientEvent]:
        """A key beside those it has: a new one is there before the old one is withdrawn."""
        self._must_be_here()
        if key in self.keys:
            return []
        if len(self.keys) >= MOST_KEYS or key.key_id in {old.key_id for old in self.keys}:
            raise Refused(
                "A client has at most %(most)s keys, each with a name of its own. Withdraw the "
                "old one first.",
                code="client-keys",
                most=MOST_KEYS,
            )
        return [key]

    def withdraw_key(self, key_id: str) -> list[events.ClientEvent]:
        if key_id not in {key.key_id for key in self.keys}:
            return []
        return [events.ClientKeyWithdrawn(client_id=self.id, key_id=key_id)]

    def retire(self) -> list[events.ClientEvent]:
        """It calls no more, from any service's next request on."""
        if self.is_retired:
            return []
        self._must_be_here()
        return [events.ClientRetired(client_id=self.id)]

    def evolve(self, event: events.ClientEvent) -> Self:
        match event:
            case events.ClientRegistered():
                return replace(self, registered=event)
            case events.ClientKeyRegistered():
                return replace(self, keys=(*self.keys, event))
            case events.ClientKeyWithdrawn(key_id=key_id):
                return replace(self, keys=tuple(k for k in self.keys if k.key_id != key_id))
            case events.ClientRetired():
                return replace(self, is_retired=True)
            case _:
                assert_never(event)

    def _must_be_here(self) -> None:
        if self.registered is None or self.is_retired:
            raise Refused("This system is not registered here.", code="client-not-here")


def _check(roles: Sequence[str], organisation: UUID | None, *, allowed: set[Role]) -> None:
    wrong = [role for role in roles if role not in allowed]
    if wrong or not roles:
        raise Invalid(
            "%(given)s is no role here; there are %(known)s.",
            code="unknown-role",
            given=", ".join(wrong) or "–",
            known=", ".join(sorted(allowed)),
        )
    if organisation is None and not WITHOUT_ORGANISATION.issuperset(roles):
        raise Invalid(
            "%(roles)s belongs to an organisation. Say which.",
            code="no-organisation",
            roles=", ".join(roles),
        )
