"""What can be asked of claims. Each function runs in the caller's one transaction."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from uuid import UUID

from services.casework.receipts.events import ReceiptsCounted
from services.casework.visits.events import ExpensesCorrected, ExpensesIncurred, VisitCorrected
from services.volunteers.expenses.domain import Claim, Decided
from services.volunteers.expenses.events import ClaimEvent, ClaimMade
from services.volunteers.rates.queries import borders
from services.volunteers.rates.rules import CENTS, days_away
from services.volunteers.terms.domain import Payer
from services.volunteers.terms.queries import day_rates_on, rate_on
from shared.work import Work

Changed = tuple[Claim, int]  # with the version of its stream


def claim(work: Work, event: ExpensesIncurred | ExpensesCorrected) -> None:
    """Take what casework says of a visit; days of a trip are counted here, as the tax rules do."""
    away = days_away(event.hours_away, event.distance, borders())
    made = ClaimMade(
        claim_id=event.visit_id,
        case_id=event.case_id,
        organisation=event.organisation,
        volunteer_id=event.volunteer_id,
        held_on=event.held_on,
        kilometres=event.kilometres,
        costs=round(event.costs * CENTS),
        whole_days=away.whole,
        part_days=away.part,
        free_meals=event.free_meals and bool(away.number),
    )
    work.change(Claim(event.visit_id), lambda state: state.claim(made))


def count(work: Work, event: ReceiptsCounted) -> None:
    """Know how many receipts a visit has."""
    work.change(Claim(event.visit_id), lambda state: state.count(event.receipts))


def move(work: Work, event: VisitCorrected) -> None:
    """The visit was on another day, whose rate holds."""

    def moved(state: Claim) -> list[ClaimEvent]:
        if state.made is None:
            return []
        values = vars(state.made) | {"held_on": event.held_on}
        return state.claim(ClaimMade(**values))

    work.change(Claim(event.visit_id), moved)


def approve(
    work: Work,
    claim_id: UUID,
    *,
    kilometres: int | None = None,
    costs: Decimal | None = None,
    days: int | None = None,
    receipt_seen: bool = False,
    reason: str = "",
) -> Changed:
    """Approve a claim, or a lower sum of it with a reason."""
    payer = payer_of(work, claim_id)
    cents = None if costs is None else round(costs * CENTS)
    decided = _decided(work, reason)

    def decide(state: Claim) -> list[ClaimEvent]:
        day, claimed = state.claimed.held_on, state.claimed.costs
        return state.approve(
            decided,
            rate=rate_on(payer, day),
            wants_receipt=payer.wants_receipt(claimed, day),
            receipt_seen=receipt_seen,
            kilometres=kilometres,
            costs=cents,
            days=days,
            day_rates=day_rates_on(payer, day),
        )

    return _change(work, claim_id, decide)


def send_back(work: Work, claim_id: UUID, *, reason: str) -> Changed:
    """Ask the support person to correct the visit, in a few words."""
    decided = _decided(work, reason)
    return _change(work, claim_id, lambda state: state.send_back(decided))


def refuse(work: Work, claim_id: UUID, *, reason: str) -> Changed:
    """Say that nothing of it is paid, and why."""
    decided = _decided(work, reason)
    return _change(work, claim_id, lambda state: state.refuse(decided))


def pay_elsewhere(work: Work, claim_id: UUID) -> Changed:
    """Note that what is due was paid outside of the payment runs, such as with wages."""
    paid_on: date = work.on
    return _change(work, claim_id, lambda state: state.pay_elsewhere(on=paid_on))


def payer_of(work: Work, claim_id: UUID) -> Payer:
    """The organisation that pays a claim."""
    state, _ = work.load(Claim(claim_id))
    return work.load(Payer(state.claimed.organisation))[0]


def _decided(work: Work, reason: str) -> Decided:
    return Decided(by=work.actor.id, on=work.today, reason=reason.strip())


def _change(work: Work, claim_id: UUID, decide: Callable[[Claim], list[ClaimEvent]]) -> Changed:
    return work.change(Claim(claim_id), decide)
