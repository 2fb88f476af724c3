"""A service of the national catalogue, as far as we have taken its description over."""

from dataclasses import dataclass, replace
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.referral.ptv import events
from services.referral.ptv.events import DescriptionEnded, DescriptionTakenOver


@dataclass(frozen=True)
class Description:
    """Its id is the catalogue's own."""

    category: ClassVar[str] = "description"

    id: UUID
    content: DescriptionTakenOver | None = None
    has_ended: bool = False

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return ()

    def says(self, new: DescriptionTakenOver) -> bool:
        """Does it say just this today? The day of taking it over makes no difference."""
        is_same = self.content is not None and replace(self.content, on=new.on) == new
        return is_same and not self.has_ended

    def take_over(self, new: DescriptionTakenOver) -> list[events.DescriptionEvent]:
        """What is said anew; the same again changes nothing."""
        return [] if self.says(new) else [new]

    def end(self, ended: DescriptionEnded) -> list[events.DescriptionEvent]:
        """Offered no more; what was never offered here, or has ended, changes nothing."""
        return [ended] if self.content and not self.has_ended else []

    def evolve(self, event: events.DescriptionEvent) -> Self:
        match event:
            case DescriptionTakenOver():
                return replace(self, content=event, has_ended=False)
            case DescriptionEnded():
                return replace(self, has_ended=True)
            case _:
                assert_never(event)
