"""Documents of a case. What a file shows lies sealed beside the history, not in it."""

from datetime import date
from uuid import UUID

from services.common.codes import DocumentCircle, DocumentKind
from services.common.retention import CASE
from shared.kernel.events import event, personal


@event("document.added")
class DocumentAdded:
    document_id: UUID
    case_id: UUID
    subject_id: UUID
    dated_on: date  # the day of the paper, which may lie before the case
    kind: DocumentKind
    circle: DocumentCircle
    media_type: str  # image/jpeg or application/pdf, as it is kept
    size: int  # bytes
    readers: tuple[UUID, ...] = ()  # of the team, where the circle names them
    text: str = personal(of="subject_id", retention=CASE, default="")


@event("document.removed")
class DocumentRemoved:
    """It was another paper, or showed too much: the file is gone with it."""

    document_id: UUID
    case_id: UUID
    subject_id: UUID
    reason: str = personal(of="subject_id", retention=CASE)


DocumentEvent = DocumentAdded | DocumentRemoved
