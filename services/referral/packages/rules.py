"""What was done and paid of a package, beside what was planned."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Self
from uuid import UUID

from services.common.codes import PayerKind
from services.common.sessions.rules import moment
from services.referral.package_plans.events import PackageSession
from services.referral.package_plans.rules import Plan, shape_of
from services.referral.packages.events import (
    CostIncurred,
    PackageClosed,
    PackageRequested,
    SessionHeld,
    TemplateKept,
)
from shared.kernel.aggregate import Invalid, NotFound, Refused

HEADS = ("children", "young_people", "parents", "professionals", "others")
MOST_COSTS = 300
NOTHING = Decimal(0)
Payer = tuple[PayerKind, UUID | None, str]  # kind, organisation, and who else


@dataclass(frozen=True)
class Share:
    """What one payer was to pay, and has paid so far."""

    budget: Decimal = NOTHING
    actual: Decimal = NOTHING

    @property
    def over(self) -> Decimal:
        """By how much it costs more than was agreed."""
        return max(self.actual - self.budget, NOTHING)

    def __add__(self, other: "Share") -> "Share":
        return Share(self.budget + other.budget, self.actual + other.actual)


def has_begun(session: PackageSession, now: datetime) -> bool:
    return session.day is not None and moment(session.day, session.begins) <= now


@dataclass(frozen=True)
class Books:
    """Heads of sessions that were held, and costs by line of the budget."""

    held: Mapping[UUID, SessionHeld] = field(default_factory=dict)  # by session
    costs: Mapping[UUID, CostIncurred] = field(default_factory=dict)

    @property
    def used(self) -> frozenset[UUID]:
        """Sessions and lines of which something was written down."""
        return frozenset(self.held) | {each.line_id for each in self.costs.values()}

    def count(self, held: SessionHeld) -> Self:
        return replace(self, held={**self.held, held.session_id: held})

    def pay(self, cost: CostIncurred) -> Self:
        return replace(self, costs={**self.costs, cost.cost_id: cost})

    def take_back(self, cost_id: UUID) -> Self:
        costs = {key: each for key, each in self.costs.items() if key != cost_id}
        return replace(self, costs=costs)

    def counted_like(self, held: SessionHeld) -> bool:
        """Was it counted like that already?"""
        before = self.held.get(held.session_id)
        same = {"on": held.on, "organisation": held.organisation}
        return before is not None and replace(before, **same) == held  # type: ignore[arg-type]

    def must_count(self, plan: Plan, held: SessionHeld, now: datetime) -> None:
        """Raise unless the session has begun."""
        session = plan.sessions.get(held.session_id)
        if session is None:
            raise NotFound
        if not has_begun(session, now):
            raise Refused("This session is still to come.", code="to_come")

    def must_pay(self, plan: Plan, cost: CostIncurred, *, lead: UUID | None) -> None:
        """Raise for somebody else's line, a day to come, nothing, or too many of them."""
        line = plan.lines.get(cost.line_id)
        if line is None or cost.organisation not in (lead, line.organisation):
            raise Invalid("Choose a line of the budget.", code="no_line", field="line_id")
        if cost.day > cost.on:
            raise Invalid("That day is still to come.", code="to_come", field="day")
        if cost.amount <= NOTHING:
            raise Invalid("Say how much: more than nothing.", code="nothing", field="amount")
        if len(self.costs) >= MOST_COSTS:
            raise Refused("There are too many of these already.", code="too_many")

    def heads(self) -> dict[str, int]:
        """Of all sessions together, by kind."""
        held = self.held.values()
        return {name: sum(getattr(each, name) for each in held) for name in HEADS}

    def paid(self, line_id: UUID) -> Decimal:
        costs = (each.amount for each in self.costs.values() if each.line_id == line_id)
        return sum(costs, NOTHING)

    def of_line(self, plan: Plan, line_id: UUID) -> Share:
        return Share(plan.lines[line_id].amount, self.paid(line_id))

    def by_payer(self, plan: Plan, lines: Iterable[UUID]) -> dict[Payer, Share]:
        """What each payer of these lines was to pay, and has paid."""
        shares: dict[Payer, Share] = {}
        for line_id in lines:
            line = plan.lines[line_id]
            payer = PayerKind(line.payer), line.organisation, line.funder
            shares[payer] = shares.get(payer, Share()) + self.of_line(plan, line_id)
        return shares

    def cents(self, plan: Plan, kind: PayerKind) -> int:
        """What payers of that kind have paid."""
        lines = (key for key, each in plan.lines.items() if each.payer == kind)
        return int(sum(map(self.paid, lines), NOTHING) * 100)


def in_numbers(
    request: PackageRequested, plan: Plan, books: Books, lead: UUID, on: date
) -> PackageClosed:
    """What travels of it: counts, and no word."""
    return PackageClosed(
        package_id=request.package_id,
        organisation=lead,
        kind=request.kind,
        theme=request.theme,
        audience=request.audience,
        municipality=request.municipality,
        sessions=len(books.held),
        **books.heads(),
        is_estimate=any(each.is_estimate for each in books.held.values()),
        paid_by_municipality=books.cents(plan, PayerKind.MUNICIPALITY),
        paid_by_own_grants=books.cents(plan, PayerKind.OWN_GRANT),
        paid_by_others=books.cents(plan, PayerKind.OTHER),
        on=on,
    )


def kept_for_others(
    request: PackageRequested, plan: Plan, title: str, lead: UUID, on: date
) -> TemplateKept:
    """What others of the network may begin from."""
    return TemplateKept(
        package_id=request.package_id,
        organisation=lead,
        kind=request.kind,
        theme=request.theme,
        audience=request.audience,
        shape=shape_of(plan, title),
        on=on,
    )
