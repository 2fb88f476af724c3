"""The rule of reading: an edition comes once, and is read once, by whoever comes first."""

from dataclasses import dataclass, replace
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.referral.summaries.events import SummaryArrived, SummaryEvent, SummaryRead


@dataclass(frozen=True)
class SentSummary:
    """What of one summary has come to the sender, and what of it was read."""

    category: ClassVar[str] = "summary"

    id: UUID
    concerns: tuple[UUID, ...] = ()  # nobody outside hears of it
    editions: frozenset[int] = frozenset()
    read: frozenset[int] = frozenset()

    def arrive(self, event: SummaryArrived) -> list[SummaryEvent]:
        return [] if event.edition in self.editions else [event]

    def note_reading(self, event: SummaryRead) -> list[SummaryEvent]:
        return [] if event.edition in self.read else [event]

    def evolve(self, event: SummaryEvent) -> Self:
        match event:
            case SummaryArrived(edition=edition):
                return replace(self, editions=self.editions | {edition})
            case SummaryRead(edition=edition):
                return replace(self, read=self.read | {edition})
            case _:
                assert_never(event)
