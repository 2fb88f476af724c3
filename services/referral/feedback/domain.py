"""The rules of a piece of feedback."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.referral.feedback import events
from shared.kernel.aggregate import Refused


@dataclass(frozen=True)
class Feedback:
    """One piece of feedback, and its one answer."""

    category: ClassVar[str] = "feedback"

    id: UUID
    concerns: tuple[UUID, ...] = ()  # nobody outside hears of it
    received: events.FeedbackReceived | None = None
    answered: events.FeedbackAnswered | None = None

    @property
    def latest(self) -> date | None:
        if self.answered:
            return self.answered.on
        return self.received.received_on if self.received else None

    def receive(self, received: events.FeedbackReceived) -> list[events.FeedbackEvent]:
        return [] if self.received else [received]

    def answer(self, text: str, *, by: str, on: date) -> list[events.FeedbackEvent]:
        """Answer it, once."""
        if self.received is None:
            raise Refused("There is no such feedback.")
        if self.answered:
            raise Refused("It has been answered.", code="answered")
        return [events.FeedbackAnswered(feedback_id=self.id, on=on, by=by, text=text)]

    def evolve(self, event: events.FeedbackEvent) -> Self:
        match event:
            case events.FeedbackReceived():
                return replace(self, received=event)
            case events.FeedbackAnswered():
                return replace(self, answered=event)
            case _:
                assert_never(event)
