"""How the costs of a case stand against its budget."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select

from services.casework.budgets.rules import Spending, spending
from services.casework.cases.domain import Case
from services.casework.entries.projections import entries
from services.casework.visits.projections import visits
from shared.work import Work


def budget(work: Work, case: Case) -> Spending | None:
    """The case's budget with what was spent of it; None where none was agreed."""
    agreed = case.course.budget
    return spending(agreed, costs(work, case.id)) if agreed else None


def costs(work: Work, case_id: UUID) -> Iterator[tuple[date, Decimal]]:
    """Days and euros of all costs: of the book, of visits, and what support people paid there."""
    e, v = entries.c, visits.c
    of_book = select(e.held_on, e.costs).where(e.case_id == case_id, e.is_error.is_(None))
    euros = func.coalesce(v.paid_costs, v.costs)
    of_visits = select(v.held_on, euros).where(v.case_id == case_id, v.is_error.is_(None))
    for query in (of_book.where(e.costs > 0), of_visits.where(euros > 0)):
        yield from ((day, paid) for day, paid in work.db.execute(query) if day)
