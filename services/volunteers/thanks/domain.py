"""The words of thanks to one support person; the latest is shown."""

from dataclasses import dataclass, replace
from typing import ClassVar, Self
from uuid import UUID

from services.volunteers.thanks.events import VolunteerThanked


@dataclass(frozen=True)
class Thanks:
    """What somebody was thanked for last."""

    category: ClassVar[str] = "thanks"

    id: UUID  # of the support person
    concerns: tuple[UUID, ...] = ()
    latest: VolunteerThanked | None = None

    def say(self, thanked: VolunteerThanked) -> list[VolunteerThanked]:
        return [] if thanked == self.latest else [thanked]

    def evolve(self, event: VolunteerThanked) -> Self:
        return replace(self, latest=event)
