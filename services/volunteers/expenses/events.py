"""What has happened to a claim: what was driven and paid for one visit, until it is paid back.

The claim has the id of its visit. Amounts are cents. A word to the support person may tell of
them, so it is sealed, as part of the books.
"""

from datetime import date
from uuid import UUID

from services.common.retention import EXPENSES
from shared.kernel.events import event, personal


@event("claim.made")
class ClaimMade:
    """What casework says of the visit; said again when something of it was corrected."""

    claim_id: UUID  # of the visit
    case_id: UUID
    organisation: UUID
    volunteer_id: UUID
    held_on: date
    kilometres: int
    costs: int  # cents
    whole_days: int = 0  # of allowance, on a camp or a day trip
    part_days: int = 0
    free_meals: bool = False


@event("claim.receipts_counted")
class ClaimReceiptsCounted:
    """How many receipts the visit has now; whoever approves looks at them there."""

    claim_id: UUID
    receipts: int


@event("claim.approved")
class ClaimApproved:
    claim_id: UUID
    organisation: UUID
    volunteer_id: UUID
    kilometres: int  # cents, of the rate that held on the day of the visit
    costs: int  # cents
    receipt_seen: bool  # by whoever approved
    on: date
    by: str  # id of a principal
    reason: str = personal(of="volunteer_id", retention=EXPENSES, default="")  # of a lower sum
    days: int = 0  # of allowance, whole and part ones
    allowance: int = 0  # cents for them


@event("claim.returned")
class ClaimReturned:
    """The support person corrects the visit; the claim then waits anew."""

    claim_id: UUID
    organisation: UUID
    volunteer_id: UUID
    on: date
    by: str  # id of a principal
    reason: str = personal(of="volunteer_id", retention=EXPENSES)


@event("claim.refused")
class ClaimRefused:
    claim_id: UUID
    organisation: UUID
    volunteer_id: UUID
    on: date
    by: str  # id of a principal
    reason: str = personal(of="volunteer_id", retention=EXPENSES)


@event("claim.put_in_payment")
class ClaimPutInPayment:
    claim_id: UUID
    payment_id: UUID
    cents: int  # below nil where too much was paid before


@event("claim.released")
class ClaimReleased:
    """The payment run was called off."""

    claim_id: UUID
    payment_id: UUID


@event("claim.paid")
class ClaimPaid:
    claim_id: UUID
    organisation: UUID
    volunteer_id: UUID
    payment_id: UUID | None  # None: it was paid outside of the payment runs
    cents: int
    on: date


ClaimEvent = (
    ClaimMade
    | ClaimReceiptsCounted
    | ClaimApproved
    | ClaimReturned
    | ClaimRefused
    | ClaimPutInPayment
    | ClaimReleased
    | ClaimPaid
)
