"""The rules of one claim. Amounts are cents; nothing here reads a clock or a database."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar, Self
from uuid import UUID

from services.common.codes import ClaimStatus
from services.volunteers.expenses import events
from services.volunteers.expenses.events import ClaimEvent
from services.volunteers.expenses.rules import Balance, days_of, is_empty, worth
from services.volunteers.rates.rules import UNPAID, DayRates, days_worth
from shared.kernel.aggregate import Invalid, Refused

OPEN = (ClaimStatus.WAITS, ClaimStatus.RETURNED, ClaimStatus.REFUSED)


@dataclass(frozen=True)
class Decided:
    """Who decided on a claim, when, and in which words."""

    by: str  # id of a principal
    on: date
    reason: str = ""

    def reason_of(self, *, is_less: bool) -> str:
        """Why less is paid than was claimed; empty where all of it is."""
        if is_less and not self.reason:
            raise Invalid("Say why less is paid.", code="reason", field="reason")
        return self.reason if is_less else ""


@dataclass(frozen=True)
class Claim:
    """What a support person drove and paid for one visit."""

    category: ClassVar[str] = "claim"

    id: UUID  # of the visit
    made: events.ClaimMade | None = None  # as it was said last
    balance: Balance = field(default_factory=Balance)
    reason: str = ""  # of the last decision
    receipts: int = 0  # that the visit has now

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return (self.made.organisation,) if self.made else ()

    @property
    def claimed(self) -> events.ClaimMade:
        if self.made is None:
            raise Refused("There is no such claim.", code="no_such_claim")
        return self.made

    def claim(self, made: events.ClaimMade) -> list[ClaimEvent]:
        """Take what the visit says now; of a visit that took nothing there is no claim."""
        is_nothing = self.made is None and is_empty(made)
        return [] if is_nothing or made == self.made else [made]

    def count(self, receipts: int) -> list[ClaimEvent]:
        """Know how many receipts there are; they may come before anything is claimed."""
        if receipts == self.receipts:
            return []
        return [events.ClaimReceiptsCounted(claim_id=self.id, receipts=receipts)]

    def approve(
        self,
        decided: Decided,
        *,
        rate: int,
        wants_receipt: bool,
        receipt_seen: bool,
        kilometres: int | None = None,
        costs: int | None = None,
        days: int | None = None,
        day_rates: DayRates = UNPAID,
    ) -> list[ClaimEvent]:
        """Approve all of it, or fewer kilometres and days and lower costs with a reason."""
        made = self.claimed
        allowed = made.kilometres if kilometres is None else kilometres
        paid_back = made.costs if costs is None else costs
        away = days_of(made)
        paid_days = away if days is None else away.at_most(days)
        if self.balance.decision is ClaimStatus.APPROVED:
            return []
        self._must_not_be_more(allowed, paid_back, days or 0)
        is_less = (allowed, paid_back, paid_days) != (made.kilometres, made.costs, away)
        reason = decided.reason_of(is_less=is_less)
        if wants_receipt and paid_back and not receipt_seen:
            raise _receipt_unseen()
        return [
            events.ClaimApproved(
                claim_id=self.id,
                organisation=made.organisation,
                volunteer_id=made.volunteer_id,
                kilometres=worth(allowed, rate),
                costs=paid_back,
                receipt_seen=receipt_seen,
                on=decided.on,
                by=decided.by,
                reason=reason,
                days=paid_days.number,
                allowance=days_worth(paid_days, day_rates, free_meals=made.free_meals),
            )
        ]

    def send_back(self, decided: Decided) -> list[ClaimEvent]:
        """Ask the support person to correct the visit."""
        return self._decline(events.ClaimReturned, ClaimStatus.RETURNED, decided)

    def refuse(self, decided: Decided) -> list[ClaimEvent]:
        """Pay nothing of it, or nothing more than was paid."""
        return self._decline(events.ClaimRefused, ClaimStatus.REFUSED, decided)

    def put_in(self, payment_id: UUID) -> list[ClaimEvent]:
        """Put what is due of it into a payment run; it stands on no two that go on."""
        if self.balance.payment_id is not None:
            raise Refused(
                "One of these is on another payment run already. Look at the list again.",
                code="in_payment",
            )
        if not self.balance.due:
            raise Refused("Nothing of this is to be paid.", code="nothing_due")
        due = self.balance.due
        return [events.ClaimPutInPayment(claim_id=self.id, payment_id=payment_id, cents=due)]

    def release(self, payment_id: UUID) -> list[ClaimEvent]:
        if self.balance.payment_id != payment_id:
            return []
        return [events.ClaimReleased(claim_id=self.id, payment_id=payment_id)]

    def pay(self, payment_id: UUID, *, on: date) -> list[ClaimEvent]:
        """The run was paid: with it what it held of this."""
        if self.balance.payment_id != payment_id:
            return []
        return [self._paid(payment_id, self.balance.booked, on)]

    def pay_elsewhere(self, *, on: date) -> list[ClaimEvent]:
        """What is due was paid outside of the payment runs, such as with wages."""
        if self.balance.payment_id is not None:
            raise Refused(
                "This is on a payment run. Call the run off first, or mark it as paid.",
                code="in_payment",
            )
        return [self._paid(None, self.balance.due, on)] if self.balance.due else []

    def evolve(self, event: ClaimEvent) -> Self:
        balance, reason = self.balance.evolve(event), self.reason
        match event:
            case events.ClaimMade():
                return replace(self, made=event, balance=balance)
            case events.ClaimReceiptsCounted():
                return replace(self, receipts=event.receipts)
            case events.ClaimApproved() | events.ClaimReturned() | events.ClaimRefused():
                reason = event.reason
        return replace(self, balance=balance, reason=reason)

    def _paid(self, payment_id: UUID | None, cents: int, on: date) -> ClaimEvent:
        made = self.claimed
        return events.ClaimPaid(
            claim_id=self.id,
            organisation=made.organisation,
            volunteer_id=made.volunteer_id,
            payment_id=payment_id,
            cents=cents,
            on=on,
        )

    def _decline(
        self,
        declined: type[events.ClaimReturned | events.ClaimRefused],
        status: ClaimStatus,
        decided: Decided,
    ) -> list[ClaimEvent]:
        """Say so, with the reason; once."""
        made = self._undecided()
        if self.balance.decision is status and decided.reason == self.reason:
            return []
        return [
            declined(
                claim_id=self.id,
                organisation=made.organisation,
                volunteer_id=made.volunteer_id,
                on=decided.on,
                by=decided.by,
                reason=decided.reason,
            )
        ]

    def _undecided(self) -> events.ClaimMade:
        if self.balance.decision not in OPEN:
            raise Refused(
                "This is approved already. Correct the visit instead: it then waits anew.",
                code="approved_already",
            )
        return self.claimed

    def _must_not_be_more(self, kilometres: int, costs: int, days: int) -> None:
        if kilometres > self.claimed.kilometres:
            raise Invalid("No more than was claimed.", code="kilometres", field="kilometres")
        if costs > self.claimed.costs:
            raise Invalid("No more than was claimed.", code="costs", field="costs")
        if days > days_of(self.claimed).number:
            raise Invalid("No more than was claimed.", code="days", field="days")


def _receipt_unseen() -> Refused:
    return Refused(
        "These costs want a receipt: look at it, and say that you have seen it.",
        code="receipt",
        field="receipt_seen",
    )
