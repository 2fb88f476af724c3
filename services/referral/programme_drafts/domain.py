"""The rules of a draft: it may be wrong as long as it is one, and ends published or thrown away."""

from dataclasses import dataclass, replace
from enum import Enum
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.referral.programme_drafts import events
from shared.kernel.aggregate import Refused


class State(Enum):
    OPEN = "open"
    PUBLISHED = "published"
    DISCARDED = "discarded"


@dataclass(frozen=True)
class ProgrammeDraft:
    category: ClassVar[str] = "programme_draft"

    id: UUID
    state: State | None = None  # None: nobody has begun it
    organisation: UUID | None = None
    basis: str = ""
    yaml: str = ""

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return (self.organisation,) if self.organisation else ()

    def begin(self, begun: events.DraftBegun) -> list[events.DraftEvent]:
        return [] if self.state else [begun]

    def write(self, written: events.DraftWritten) -> list[events.DraftEvent]:
        """The same text changes nothing."""
        self._must_be_open()
        return [] if written.yaml == self.yaml else [written]

    def publish(self, code: str, version: int) -> list[events.DraftEvent]:
        self._must_be_open()
        return [events.DraftPublished(draft_id=self.id, code=code, version=version)]

    def discard(self) -> list[events.DraftEvent]:
        if self.state is State.DISCARDED:
            return []
        self._must_be_open()
        return [events.DraftDiscarded(draft_id=self.id)]

    def evolve(self, event: events.DraftEvent) -> Self:
        match event:
            case events.DraftBegun():
                return replace(
                    self,
                    state=State.OPEN,
                    organisation=event.organisation,
                    basis=event.basis,
                    yaml=event.yaml,
                )
            case events.DraftWritten(yaml=text):
                return replace(self, yaml=text)
            case events.DraftPublished():
                return replace(self, state=State.PUBLISHED)
            case events.DraftDiscarded():
                return replace(self, state=State.DISCARDED)
            case _:
                assert_never(event)

    def _must_be_open(self) -> None:
        if self.state is State.PUBLISHED:
            raise Refused(
                "This draft is published. What changes now needs a new version.",
                code="draft-published",
            )
        if self.state is State.DISCARDED:
            raise Refused("This draft was thrown away.", code="draft-discarded")
