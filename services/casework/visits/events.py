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


@event("visit.noted")
class VisitNoted:
    visit_id: UUID
    case_id: UUID
    subject_id: UUID
    began_at: str | None = None  # "15:00", Finnish time
    activities: tuple[Activity, ...] = personal(of="subject_id", retention=CASE, default=())
    impression: Impression | None = personal(of="subject_id", retention=CASE, default=None)
    notes: str = personal(of="subject_id", retention=CASE, default="")


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


VisitEvent = VisitLogged | VisitNoted | ExpensesIncurred
