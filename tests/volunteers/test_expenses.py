"""Kilometres and costs of visits, as they were said last; on both databases."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from services.casework.visits.events import (
    ExpensesCorrected,
    ExpensesIncurred,
    VisitEnteredInError,
)
from services.volunteers.hours.queries import Spent, expenses_of
from tests.volunteers.examples import ANNA, CASE, MAY, NGO
from tests.volunteers.stage import Stage, stage

__all__ = ["stage"]
VISIT = UUID(int=40)
OF_VISIT: dict[str, Any] = {
    "visit_id": VISIT,
    "case_id": CASE,
    "organisation": NGO,
    "volunteer_id": ANNA,
    "held_on": MAY,
}
INCURRED = ExpensesIncurred(**OF_VISIT, kilometres=12, costs=Decimal("4.35"))


def spent(stage: Stage, since: date = MAY) -> list[Spent]:
    rows: list[Spent] = stage.read_only(lambda work: expenses_of(work, ANNA, since=since))
    return rows


def test_what_a_visit_took_is_listed_from_its_day_on(stage: Stage) -> None:
    assert spent(stage) == []
    stage.publish("casework", INCURRED, stream=VISIT)
    assert spent(stage) == [Spent(MAY, 12, Decimal("4.35"))]
    assert spent(stage, date(2026, 5, 5)) == []


def test_what_was_corrected_holds(stage: Stage) -> None:
    right = ExpensesCorrected(**OF_VISIT, kilometres=2, costs=Decimal(0))
    stage.publish("casework", INCURRED, right, stream=VISIT)
    assert spent(stage) == [Spent(MAY, 2, Decimal(0))]


def test_a_visit_that_never_was_took_nothing(stage: Stage) -> None:
    other = ExpensesIncurred(**OF_VISIT | {"visit_id": uuid4()}, kilometres=1, costs=Decimal(0))
    error = VisitEnteredInError(visit_id=VISIT, case_id=CASE, organisation=NGO)
    stage.publish("casework", INCURRED, error, stream=VISIT)
    stage.publish("casework", other)
    assert spent(stage) == [Spent(MAY, 1, Decimal(0))]
