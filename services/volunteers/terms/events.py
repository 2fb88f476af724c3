"""What an organisation pays its support persons, and from where: nothing of it is personal."""

from datetime import date
from uuid import UUID

from services.common.codes import KilometrePay
from shared.kernel.events import event


@event("expense_terms.agreed")
class TermsAgreed:
    """What is paid for visits of that day and later, until other terms begin."""

    organisation_id: UUID
    kilometres: KilometrePay
    rate: int  # cents for a kilometre, of a rate of its own; else 0
    receipts_over: int  # cents of costs above which a receipt is wanted
    starts_on: date
    pays_days: bool = False  # the tax-free allowance of whole and part days on a trip


@event("expense_terms.account_given")
class PayingAccountGiven:
    """The organisation's own account, from which it pays."""

    organisation_id: UUID
    account_name: str  # as the bank knows it
    iban: str
    bic: str  # empty: the bank finds it by the IBAN


TermsEvent = TermsAgreed | PayingAccountGiven
