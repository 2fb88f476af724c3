"""How the costs of a case stand against its budget: pure rules."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from services.casework.budgets.events import BudgetAgreed
from shared.kernel.aggregate import Invalid

MOST = Decimal(100_000)  # euros


@dataclass(frozen=True)
class Spending:
    """A budget with what was spent of it, in euros."""

    agreed: Decimal
    since: date
    spent: Decimal

    @property
    def left(self) -> Decimal:
        return max(self.agreed - self.spent, Decimal(0))

    @property
    def over(self) -> Decimal:
        """What was spent beyond it."""
        return max(self.spent - self.agreed, Decimal(0))


def agree(
    before: BudgetAgreed | None, *, case_id: UUID, euros: Decimal, since: date
) -> list[BudgetAgreed]:
    """Agree on a budget from a day on; nothing where the same was agreed already."""
    if not 0 <= euros <= MOST:
        raise Invalid("A budget is from 0 to %(most)s euros.", code="euros", most=MOST)
    agreed = BudgetAgreed(case_id=case_id, euros=euros, since=since)
    return [] if agreed == before else [agreed]


def spending(budget: BudgetAgreed, costs: Iterable[tuple[date, Decimal]]) -> Spending:
    """The budget with the costs from its first day on."""
    spent = sum((euros for day, euros in costs if day >= budget.since), Decimal(0))
    return Spending(budget.euros, budget.since, spent)
