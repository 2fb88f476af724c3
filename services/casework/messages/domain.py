"""The rule of one message: it says something, and is left once."""

from dataclasses import dataclass, replace
from typing import ClassVar, Self
from uuid import UUID

from services.casework.messages.events import MessageEvent, MessageForwarded, MessageLeft
from services.common.codes import Impression
from shared.kernel.aggregate import Invalid


@dataclass(frozen=True)
class Message:
    """One message; what is left stays as it was written."""

    category: ClassVar[str] = "message"

    id: UUID
    concerns: tuple[UUID, ...] = ()
    is_left: bool = False

    def leave(self, message: MessageLeft) -> list[MessageEvent]:
        if self.is_left:
            return []
        if not says_something(message.text, message.impression):
            raise Invalid("Write what you want to say.", code="text_missing", missing=["text"])
        return [message]

    def forward(self, message: MessageForwarded) -> list[MessageEvent]:
        return [] if self.is_left else [message]

    def evolve(self, event: MessageEvent) -> Self:
        return replace(self, is_left=True)


def says_something(text: str, impression: Impression | None = None) -> bool:
    """Is there anything for others to read? That a visit was hard is, without any words."""
    return bool(text.strip()) or impression is Impression.HARD
