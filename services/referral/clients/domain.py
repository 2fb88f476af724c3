"""The rules of systems: registered once, given keys and secrets one after the other, retired."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.referral.access import events
from services.referral.access.rules import OF_SYSTEMS, check_roles
from services.referral.clients.rules import MOST_KEYS, MOST_SECRETS, valid_secrets
from shared.kernel.aggregate import Invalid, Refused


@dataclass(frozen=True)
class Client:
    """A system that calls the interfaces in its organisation's name."""

    category: ClassVar = "client"

    id: UUID
    registered: events.ClientRegistered | None = None
    keys: tuple[events.ClientKeyRegistered, ...] = ()  # the oldest first
    secrets: tuple[events.ClientSecretDrawn, ...] = ()  # the oldest first
    is_retired: bool = False

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return ()

    def register(self, registered: events.ClientRegistered) -> list[events.ClientEvent]:
        """Once; the same again changes nothing."""
        before = self.registered
        if before is not None and registered.subject is None:
            registered = replace(registered, subject=before.subject)
        if before == registered:
            return []
        if before is not None and before != replace(registered, subject=None):
            raise Refused(
                "%(sign_in)s is registered otherwise already.",
                code="client-taken",
                sign_in=registered.sign_in,
            )
        if not registered.roles:
            raise Invalid("A system has a role. Say which.", code="no-role")
        check_roles(registered.roles, registered.organisation_id, allowed=OF_SYSTEMS)
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

    def draw_secret(self, drawn: events.ClientSecretDrawn) -> list[events.ClientEvent]:
        """A secret beside the one in use, which lives on for the time of a rotation."""
        self._must_be_here()
        over = [
            events.ClientSecretWithdrawn(client_id=self.id, secret_id=old.secret_id)
            for old in self.secrets
            if old not in self.secrets_on(drawn.drawn_on)
        ]
        if len(self.secrets) - len(over) >= MOST_SECRETS:
            raise Refused(
                "A system has at most %(most)s secrets: the one in use and the next. Withdraw the "
                "old one first.",
                code="client-secrets",
                most=MOST_SECRETS,
            )
        return [*over, drawn]

    def withdraw_secret(self, secret_id: str) -> list[events.ClientEvent]:
        if secret_id not in {secret.secret_id for secret in self.secrets}:
            return []
        return [events.ClientSecretWithdrawn(client_id=self.id, secret_id=secret_id)]

    def secrets_on(self, day: date) -> tuple[events.ClientSecretDrawn, ...]:
        """Those that are worth something on that day, the oldest first."""
        return valid_secrets(self.secrets, on=day)

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
            case events.ClientSecretDrawn():
                return replace(self, secrets=(*self.secrets, event))
            case events.ClientSecretWithdrawn(secret_id=secret_id):
                left = tuple(s for s in self.secrets if s.secret_id != secret_id)
                return replace(self, secrets=left)
            case events.ClientRetired():
                return replace(self, is_retired=True)
            case _:
                assert_never(event)

    def _must_be_here(self) -> None:
        if self.registered is None or self.is_retired:
            raise Refused("This system is not registered here.", code="client-not-here")
