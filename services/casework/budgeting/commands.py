"""Agreeing on what may be spent in a case."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from services.casework.budgets import rules
from services.casework.cases.domain import Case
from services.casework.cases.events import CaseEvent
from shared.work import Work


def agree(work: Work, case_id: UUID, *, euros: Decimal, since: date | None = None) -> None:
    """Agree on a budget; without a day, for the whole case."""

    def decide(case: Case) -> list[CaseEvent]:
        day = since or case.opened.opened_on
        return [*rules.agree(case.course.budget, case_id=case_id, euros=euros, since=day)]

    work.change(Case(case_id), decide)
