"""An application that came in stays as it came."""

from dataclasses import dataclass, replace
from typing import ClassVar, Self
from uuid import UUID

from services.volunteers.own_applications.events import OwnApplicationReceived


@dataclass(frozen=True)
class OwnApplication:
    """One application of somebody who wrote it themselves."""

    category: ClassVar[str] = "own_application"

    id: UUID
    concerns: tuple[UUID, ...] = ()  # nobody outside hears of it
    received: OwnApplicationReceived | None = None

    def receive(self, received: OwnApplicationReceived) -> list[OwnApplicationReceived]:
        return [] if self.received else [received]

    def evolve(self, event: OwnApplicationReceived) -> Self:
        return replace(self, received=event)
