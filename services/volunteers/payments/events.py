"""What has happened to a payment run. Amounts are cents.

Who is paid to which account is part of the books, and sealed for each person.
"""

from datetime import date, datetime
from uuid import UUID

from services.common.codes import LeftOut
from services.common.retention import EXPENSES
from shared.kernel.events import event, personal


@event("payment.drawn_up")
class PaymentDrawnUp:
    payment_id: UUID
    organisation: UUID
    account_name: str  # of the organisation
    iban: str
    bic: str  # empty: none
    pays_on: date
    at: datetime
    by: str  # id of a principal


@event("payment.line_added")
class PaymentLineAdded:
    """What one person is paid, for which claims."""

    payment_id: UUID
    volunteer_id: UUID
    claims: tuple[UUID, ...]
    cents: int
    name: str = personal(of="volunteer_id", retention=EXPENSES)
    iban: str = personal(of="volunteer_id", retention=EXPENSES)


@event("payment.person_left_out")
class PersonLeftOut:
    """Somebody's claims were chosen, but they are not paid with this run."""

    payment_id: UUID
    volunteer_id: UUID
    why: LeftOut


@event("payment.paid")
class PaymentPaid:
    payment_id: UUID
    on: date  # the bank's day
    by: str  # id of a principal


@event("payment.called_off")
class PaymentCalledOff:
    payment_id: UUID
    on: date
    by: str  # id of a principal


PaymentEvent = PaymentDrawnUp | PaymentLineAdded | PersonLeftOut | PaymentPaid | PaymentCalledOff
