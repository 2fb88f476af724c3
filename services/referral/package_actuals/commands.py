"""What is written down of a package that was agreed, in the caller's one transaction."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from services.common.identifying import check_nameless
from services.referral.packages.commands import home_of
from services.referral.packages.domain import Package
from services.referral.packages.events import CostIncurred, SessionHeld
from shared.work import Work


def count(work: Work, package_id: UUID, *, session_id: UUID, **heads: Any) -> None:
    """Say how many came to a session, by kind; said wrong, it is said again."""
    held = SessionHeld(
        package_id=package_id,
        session_id=session_id,
        organisation=home_of(work),
        on=work.today,
        **heads,
    )
    work.change(Package(package_id), lambda each: each.count(held, now=work.now))


def pay(
    work: Work, package_id: UUID, *, line_id: UUID, day: date, amount: Decimal, purpose: str
) -> tuple[UUID, int]:
    """Write down what was paid, by line of the budget."""
    check_nameless(purpose, field="purpose")
    cost_id = uuid4()
    cost = CostIncurred(
        package_id=package_id,
        cost_id=cost_id,
        line_id=line_id,
        organisation=home_of(work),
        day=day,
        amount=amount,
        purpose=purpose,
        on=work.today,
    )
    _, version = work.change(Package(package_id), lambda each: each.pay(cost))
    return cost_id, version


def take_cost_back(work: Work, package_id: UUID, *, cost_id: UUID) -> None:
    """Take back a cost that was written down by mistake."""
    home, on = home_of(work), work.today
    work.change(Package(package_id), lambda each: each.take_cost_back(cost_id, by=home, on=on))


def close(
    work: Work, package_id: UUID, *, outcome: str, reached: Sequence[UUID], title: str
) -> None:
    """Say what came of it; with a name it is kept for others to begin again."""
    for name, text in (("outcome", outcome), ("title", title)):
        check_nameless(text, field=name)
    home, goals = home_of(work), tuple(dict.fromkeys(reached))
    work.change(
        Package(package_id),
        lambda each: each.close(outcome, goals, title, by=home, on=work.today),
    )
