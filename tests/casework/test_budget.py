"""What may be spent in a case: the sums against a budget, and who agrees on one."""

from datetime import date
from decimal import Decimal

import pytest

from services.casework.budgets import rules
from services.casework.budgets.events import BudgetAgreed
from services.casework.budgets.rules import Spending
from shared.kernel.aggregate import Invalid
from tests.casework.acceptance import Opened, ago
from tests.casework.examples import CASE
from tests.platform import BASE, Stepped

SINCE = date(2026, 3, 1)
AGREED = BudgetAgreed(case_id=CASE, euros=Decimal(300), since=SINCE)


@pytest.mark.parametrize(
    ("before", "euros", "decided"),
    [
        (None, Decimal(300), [AGREED]),
        (AGREED, Decimal(300), []),
        (AGREED, Decimal(0), [BudgetAgreed(case_id=CASE, euros=Decimal(0), since=SINCE)]),
    ],
)
def test_it_is_agreed_on_once(
    before: BudgetAgreed | None, euros: Decimal, decided: list[BudgetAgreed]
) -> None:
    assert rules.agree(before, case_id=CASE, euros=euros, since=SINCE) == decided


def test_it_has_a_border() -> None:
    assert rules.agree(None, case_id=CASE, euros=rules.MOST, since=SINCE)
    with pytest.raises(Invalid) as refused:
        rules.agree(None, case_id=CASE, euros=rules.MOST + Decimal("0.01"), since=SINCE)
    assert refused.value.code == "euros"


@pytest.mark.parametrize(
    ("costs", "spent", "left", "over"),
    [
        ([], 0, 300, 0),
        ([(date(2026, 2, 28), 50)], 0, 300, 0),
        ([(SINCE, 50), (date(2026, 5, 1), 250)], 300, 0, 0),
        ([(SINCE, 50), (date(2026, 5, 1), 251)], 301, 0, 1),
    ],
)
def test_costs_count_from_its_first_day_on(
    costs: list[tuple[date, int]], spent: int, left: int, over: int
) -> None:
    now = rules.spending(AGREED, [(day, Decimal(euros)) for day, euros in costs])
    assert now == Spending(Decimal(300), SINCE, Decimal(spent))
    assert [now.left, now.over] == [Decimal(left), Decimal(over)]


def test_the_coordinator_agrees_and_the_book_shows_what_is_left(
    platform: Stepped, case: Opened
) -> None:
    path = f"{case.path}/budget"
    assert case.coordinator.get(path).json == {"budget": None}
    assert case.worker.put(path, {"euros": "20.00"}, seen='"1"').status_code == 403
    agreed = case.coordinator.put(path, {"euros": "20.00"}, of=case.path)
    assert agreed.status_code == 200, agreed.text
    entry = {"kind": "COST", "cost_kind": "FOOD", "costs": "12.50", "held_on": ago(platform, 1)}
    made = case.coordinator.post(f"{case.path}/entries", entry)
    assert made.status_code == 201, made.text
    budget = case.coordinator.get(path).json["budget"]
    names = ("agreed", "spent", "left", "over")
    assert [budget[name] for name in names] == ["20.00", "12.50", "7.50", "0.00"]
    page = platform.browser("coordinator-siipisulka", "casework").get(
        f"/casework/cases/{case.id}/book", base_url=BASE
    )
    assert "7,50" in page.text
