"""Visits and other contacts: what was held, missed or cancelled, each a stream of its own.

What others may know of a visit is a count of minutes and people. What was done and said is
private and sealed for the case's person; what the support person paid goes to volunteers.
"""

from datetime import date
from decimal import Decimal
from uuid import UUID

from services.common.codes import Activity, Impression, VisitKind, VisitStatus
from services.common.retention import CASE
from shared.kernel.events import event, personal


@event("visit.logged", public=True)
class VisitLogged:
    visit_id: UUID
    case_id: UUID
    organisation: UUID  # the provider
    held_on: date
    kind: VisitKind
    status: VisitStatus
    minutes: int
    present: int  # people of the family
    volunteer_id: UUID | None = None  # None: somebody of the team met them
    profession: str | None = None  # in which they work on that team; None: none was named


@event("visit.noted")
class VisitNoted:
    visit_id: UUID
    case_id: UUID
    subject_id: UUID
    began_at: str | None = None  # "15:00", Finnish time
    activities: tuple[Activity, ...] = personal(of="subject_id", retention=CASE, default=())
    impression: Impression | None = personal(of="subject_id", retention=CASE, default=None)
    notes: str = personal(of="subject_id", retention=CASE, default="")
    participants: tuple[str, ...] = personal(of="subject_id", retention=CASE, default=())
    kilometres: int = 0  # of somebody of the team; a support person's go to volunteers
    costs: Decimal = Decimal(0)  # euros


@event("visit.corrected", public=True)
class VisitCorrected:
    """What holds instead of what was said before; a note that follows holds instead of the last."""

    visit_id: UUID
    case_id: UUID
    organisation: UUID
    held_on: date
    kind: VisitKind
    status: VisitStatus
    minutes: int
    present: int
    volunteer_id: UUID | None = None
    profession: str | None = None


@event("visit.entered_in_error", public=True)
class VisitEnteredInError:
    """It never was: no figure counts it from now on."""

    visit_id: UUID
    case_id: UUID
    organisation: UUID
    volunteer_id: UUID | None = None


@event("visit.correction_explained")
class VisitCorrectionExplained:
    visit_id: UUID
    case_id: UUID
    subject_id: UUID
    reason: str = personal(of="subject_id", retention=CASE)


@event("expenses.incurred", to=("volunteers",))
class ExpensesIncurred:
    """What a support person drove and paid for a visit; volunteers pays it back."""

    visit_id: UUID
    case_id: UUID
    organisation: UUID
    volunteer_id: UUID
    held_on: date
    kilometres: int
    costs: Decimal  # euros
    hours_away: Decimal = Decimal(0)  # from home, on a camp or a day trip
    distance: int = 0  # kilometres from home, of such a trip
    free_meals: bool = False


@event("expenses.corrected", to=("volunteers",))
class ExpensesCorrected:
    """What holds instead of what was said of a visit's expenses; nil when there were none."""

    visit_id: UUID
    case_id: UUID
    organisation: UUID
    volunteer_id: UUID
    held_on: date
    kilometres: int
    costs: Decimal  # euros
    hours_away: Decimal = Decimal(0)  # from home, on a camp or a day trip
    distance: int = 0  # kilometres from home, of such a trip
    free_meals: bool = False


VisitEvent = (
    VisitLogged
    | VisitNoted
    | VisitCorrected
    | VisitEnteredInError
    | VisitCorrectionExplained
    | ExpensesIncurred
    | ExpensesCorrected
)
