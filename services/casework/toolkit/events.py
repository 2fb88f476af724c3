"""What has happened to the tools of a case: part of the case's own history, and private."""

from datetime import date
from typing import Annotated
from uuid import UUID

from services.common.codes import ToolState
from services.common.retention import CASE
from shared.kernel.events import event, personal


@event("tool.recorded")
class ToolRecorded:
    """A tool was used, or left out for a reason; said again when it changes."""

    case_id: UUID
    subject_id: UUID
    code: str  # of the programme
    state: Annotated[str, ToolState]
    person_id: UUID | None = None  # who used it; None: not said
    on: date
    kept_at: str = personal(of="subject_id", retention=CASE, default="")
    reason: str = personal(of="subject_id", retention=CASE, default="")
