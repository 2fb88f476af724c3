"""The rules of people: who has joined with which roles, and who has left."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.referral.access import events
from services.referral.access.rules import OF_PEOPLE, check_roles
from shared.kernel.aggregate import Refused


@dataclass(frozen=True)
class Person:
    """Somebody who may sign in; of one organisation, with the roles they have there."""

    category: ClassVar = "person"

    id: UUID
    sign_in: str = ""
    organisation: UUID | None = None
    roles: tuple[str, ...] = ()  # none: known, and let in nowhere
    is_here: bool = False
    subject: str = ""  # `sub` of their tokens
    name: str = ""

    @property
    def usual_subject(self) -> str:
        """The `sub` of whoever is called at the identity provider as here."""
        return str(self.id)

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return ()

    @property
    def has_joined(self) -> bool:
        """Have they ever joined, even if they have left since?"""
        return self.sign_in != ""

    def join(self, joined: events.PersonJoined) -> list[events.PersonEvent]:
        """Joining again after leaving is the same person; joining twice changes nothing."""
        check_roles(joined.roles, joined.organisation_id, allowed=OF_PEOPLE)
        if joined.subject is None and self.subject not in ("", self.usual_subject):
            joined = replace(joined, subject=self.subject)
        after = self.evolve(joined)
        same = (self.sign_in, self.organisation, self.subject) == (
            after.sign_in,
            after.organisation,
            after.subject,
        )
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
        check_roles(roles, self.organisation, allowed=OF_PEOPLE)
        if set(roles) == set(self.roles):
            return []
        return [events.RolesGiven(person_id=self.id, roles=tuple(roles))]

    def rename(self, name: str) -> list[events.PersonEvent]:
        """What they are called from now on, also where they have left."""
        if not self.has_joined:
            raise Refused("Only somebody who has joined can have a name.", code="person-not-here")
        if name == self.name:
            return []
        return [events.PersonRenamed(person_id=self.id, name=name)]

    def leave(self) -> list[events.PersonEvent]:
        return [events.PersonLeft(person_id=self.id)] if self.is_here else []

    def evolve(self, event: events.PersonEvent) -> Self:
        match event:
            case events.PersonJoined(sign_in=sign_in, organisation_id=home, roles=roles):
                subject = event.subject or self.usual_subject
                joined = replace(self, sign_in=sign_in, organisation=home, roles=roles)
                return replace(joined, is_here=True, subject=subject, name=event.name)
            case events.PersonRenamed(name=name):
                return replace(self, name=name)
            case events.RolesGiven(roles=roles):
                return replace(self, roles=roles)
            case events.PersonLeft():
                return replace(self, is_here=False)
            case _:
                assert_never(event)
