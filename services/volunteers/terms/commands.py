"""What can be asked of an organisation's terms. Each runs in the caller's transaction."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from services.common.codes import KilometrePay
from services.volunteers.rates.queries import tax_free
from services.volunteers.rates.rules import CENTS
from services.volunteers.terms.domain import Payer
from services.volunteers.terms.events import PayingAccountGiven, TermsAgreed
from shared.work import Work


def agree(
    work: Work,
    organisation_id: UUID,
    *,
    kilometres: KilometrePay,
    rate: Decimal | None,
    receipts_over: Decimal,
    starts_on: date | None,
    pays_days: bool = False,
) -> None:
    """Say what is paid for visits from that day on; today when none is given."""
    is_own = kilometres is KilometrePay.OWN
    agreed = TermsAgreed(
        organisation_id=organisation_id,
        kilometres=kilometres,
        rate=round((rate or Decimal(0)) * CENTS) if is_own else 0,
        receipts_over=round(receipts_over * CENTS),
        starts_on=starts_on or work.today,
        pays_days=pays_days,
    )
    most = tax_free(agreed.starts_on).kilometre
    work.change(Payer(organisation_id), lambda payer: payer.agree(agreed, most=most))


def give_account(
    work: Work, organisation_id: UUID, *, account_name: str, iban: str, bic: str
) -> None:
    """Say from which account the organisation pays."""
    given = PayingAccountGiven(
        organisation_id=organisation_id, account_name=account_name, iban=iban, bic=bic
    )
    work.change(Payer(organisation_id), lambda payer: payer.give_account(given))
