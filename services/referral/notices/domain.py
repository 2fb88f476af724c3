"""A notice that was given stays given."""

from dataclasses import dataclass, replace
from typing import ClassVar, Self
from uuid import UUID

from services.referral.notices.events import NoticeGiven


@dataclass(frozen=True)
class Delivery:
    """One notice in a family's hands."""

    category: ClassVar[str] = "notice"

    id: UUID
    concerns: tuple[UUID, ...] = ()
    given: NoticeGiven | None = None

    def give(self, given: NoticeGiven) -> list[NoticeGiven]:
        return [] if self.given else [given]

    def evolve(self, event: NoticeGiven) -> Self:
        return replace(self, given=event)
