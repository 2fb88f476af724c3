"""How a claim stands, as its events say: the aggregate and the read table fold the same."""

from dataclasses import dataclass, replace
from typing import Self, assert_never
from uuid import UUID

from services.common.codes import ClaimStatus
from services.volunteers.expenses import events
from services.volunteers.rates.rules import Days

Decision = ClaimStatus  # WAITS, RETURNED, REFUSED or APPROVED


@dataclass(frozen=True)
class Balance:
    """What was decided on a claim, and the money of it; cents."""

    decision: Decision = ClaimStatus.WAITS
    is_empty: bool = False  # nothing is claimed any more
    approved: int = 0
    booked: int = 0  # on a payment run that goes on
    payment_id: UUID | None = None  # of that run
    paid: int = 0

    @property
    def due(self) -> int:
        """What is still to be paid; below nil where too much was."""
        if self.decision is not ClaimStatus.APPROVED:
            return 0
        return self.approved - self.booked - self.paid

    @property
    def status(self) -> ClaimStatus:
        if self.decision is not ClaimStatus.APPROVED:
            return self.decision
        if self.payment_id is not None:
            return ClaimStatus.IN_PAYMENT
        if self.due:
            return ClaimStatus.APPROVED
        return ClaimStatus.WITHDRAWN if self.is_empty else ClaimStatus.PAID

    def evolve(self, event: events.ClaimEvent) -> Self:
        match event:
            case events.ClaimMade():
                return self._claimed(event)
            case events.ClaimApproved():
                approved = event.kilometres + event.costs + event.allowance
                return replace(self, decision=ClaimStatus.APPROVED, approved=approved)
            case events.ClaimReturned():
                return replace(self, decision=ClaimStatus.RETURNED)
            case events.ClaimRefused():
                return replace(self, decision=ClaimStatus.REFUSED)
            case events.ClaimPutInPayment():
                return replace(self, booked=event.cents, payment_id=event.payment_id)
            case events.ClaimReceiptsCounted():
                return self
            case events.ClaimReleased():
                return replace(self, booked=0, payment_id=None)
            case events.ClaimPaid():
                return replace(self, paid=self.paid + event.cents, booked=0, payment_id=None)
            case _:
                assert_never(event)

    def _claimed(self, event: events.ClaimMade) -> Self:
        """It waits anew; of nothing there is nothing to decide, and what was paid comes back."""
        if not is_empty(event):
            return replace(self, decision=ClaimStatus.WAITS, is_empty=False)
        return replace(self, decision=ClaimStatus.APPROVED, is_empty=True, approved=0)


def is_empty(made: events.ClaimMade) -> bool:
    """Did the visit take nothing that is paid back?"""
    return not (made.kilometres or made.costs or made.whole_days or made.part_days)


def days_of(made: events.ClaimMade) -> Days:
    return Days(made.whole_days, made.part_days)


def worth(kilometres: int, rate: int) -> int:
    """Cents for whole kilometres at a rate of cents."""
    return kilometres * rate
