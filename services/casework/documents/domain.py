"""The rules of one document: added once, removed once."""

from dataclasses import dataclass, replace
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.casework.documents import events
from services.casework.documents.events import DocumentEvent
from shared.kernel.aggregate import Invalid, NotFound


@dataclass(frozen=True)
class CaseDocument:
    """One paper of a case."""

    category: ClassVar[str] = "document"
    concerns: ClassVar[tuple[UUID, ...]] = ()

    id: UUID
    added: events.DocumentAdded | None = None
    is_removed: bool = False

    def add(self, added: events.DocumentAdded) -> list[DocumentEvent]:
        """Put it into the book; the same form sent twice puts it there once."""
        return [] if self.added else [added]

    def remove(self, *, reason: str) -> list[DocumentEvent]:
        """Let it go, with its file; once."""
        if self.added is None:
            raise NotFound
        if self.is_removed:
            return []
        if not reason.strip():
            raise Invalid("Say why.", code="reason", missing=["reason"])
        removed = events.DocumentRemoved(
            document_id=self.id,
            case_id=self.added.case_id,
            subject_id=self.added.subject_id,
            reason=reason.strip(),
        )
        return [removed]

    def evolve(self, event: DocumentEvent) -> Self:
        match event:
            case events.DocumentAdded():
                return replace(self, added=event)
            case events.DocumentRemoved():
                return replace(self, is_removed=True)
            case _:
                assert_never(event)
