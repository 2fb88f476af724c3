"""What has happened on a case's course through its programme: part of the case's own history."""

from datetime import date
from uuid import UUID

from services.casework.budgets.events import BudgetAgreed
from services.casework.toolkit.events import ToolRecorded
from services.common.retention import CASE
from shared.kernel.events import event, personal


@event("task.done")
class TaskDone:
    case_id: UUID
    code: str
    on: date


@event("task.waived")
class TaskWaived:
    case_id: UUID
    subject_id: UUID
    code: str
    on: date
    reason: str = personal(of="subject_id", retention=CASE)


@event("phase.justified")
class PhaseJustified:
    """What a phase asked to be stated before it could begin."""

    case_id: UUID
    subject_id: UUID
    phase: str
    on: date
    possible_found_on: date | None = None
    best_interest: str | None = personal(of="subject_id", retention=CASE, default=None)


@event("phase.advanced", public=True)
class PhaseAdvanced:
    """The case moved to another phase; back to an earlier one where the programme allows it."""

    case_id: UUID
    referral_id: UUID
    programme: str
    organisation: UUID
    previous: str | None = None
    phase: str
    on: date


@event("task.reopened")
class TaskReopened:
    """It had been recorded by mistake, and is open again."""

    case_id: UUID
    code: str
    on: date


@event("phase.taken_back", public=True)
class PhaseTakenBack:
    """The case had not moved after all: it is in the phase before, as it was."""

    case_id: UUID
    referral_id: UUID
    programme: str
    organisation: UUID
    phase: str  # the one that had not begun
    back_to: str
    since: date  # when that had begun
    on: date


CourseEvent = (
    TaskDone
    | TaskWaived
    | TaskReopened
    | ToolRecorded
    | BudgetAgreed
    | PhaseJustified
    | PhaseAdvanced
    | PhaseTakenBack
)
