"""A registration for an open event. Whether it has seats, the event's seats know."""

from dataclasses import dataclass, replace
from typing import ClassVar, Self
from uuid import UUID

from services.referral.registrations.events import RegistrationEvent, RegistrationMade
from shared.kernel.aggregate import NotFound


@dataclass(frozen=True)
class Registration:
    """What somebody wrote, once."""

    category: ClassVar[str] = "registration"
    concerns: ClassVar[tuple[UUID, ...]] = ()  # nobody outside hears of it

    id: UUID
    made: RegistrationMade | None = None

    @property
    def first(self) -> RegistrationMade:
        """Raises `NotFound` where nobody registered."""
        if self.made is None:
            raise NotFound
        return self.made

    def make(self, made: RegistrationMade) -> list[RegistrationEvent]:
        return [] if self.made else [made]

    def evolve(self, event: RegistrationEvent) -> Self:
        return replace(self, made=event)
