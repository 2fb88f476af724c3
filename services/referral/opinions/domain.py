"""What was counted of an open event: once, when the words of its answers are erased."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self
from uuid import UUID

from services.referral.opinions.events import OpinionsCounted
from services.referral.opinions.rules import Counts


@dataclass(frozen=True)
class Opinions:
    """The sums of one open event."""

    category: ClassVar[str] = "opinions"

    id: UUID  # of the open event
    counted: OpinionsCounted | None = None

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return (self.counted.organisation,) if self.counted else ()

    def count(
        self, counts: Counts | None, *, organisation: UUID, on: date
    ) -> list[OpinionsCounted]:
        """Keep the sums, where there are enough answers to show any."""
        if counts is None or self.counted:
            return []
        return [
            OpinionsCounted(
                happening_id=self.id,
                organisation=organisation,
                useful=counts.useful,
                recommend=counts.recommend,
                on=on,
            )
        ]

    def evolve(self, event: OpinionsCounted) -> Self:
        return replace(self, counted=event)
