"""What was paid, as far as the events of its receipts name it."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from services.casework.cases.domain import Case
from services.casework.visits.domain import Visit

MOST = 10  # receipts of one visit or entry


@dataclass(frozen=True)
class Paid:
    """A visit or an entry with costs, in its case."""

    part_id: UUID
    case_id: UUID
    subject_id: UUID
    organisation: UUID
    costs: Decimal  # euros
    volunteer_id: UUID | None = None  # the support person whose visit it was


def paid_for(case: Case, visit: Visit) -> Paid:
    """A visit as its receipts name it."""
    return Paid(
        visit.id,
        case.id,
        case.person.subject_id,
        case.opened.organisation,
        visit.facts.costs,
        visit.logged.volunteer_id if visit.logged else None,
    )


@dataclass(frozen=True)
class File:
    """A file that is kept, as history knows it."""

    receipt_id: UUID
    media_type: str
    size: int  # bytes
