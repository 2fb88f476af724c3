"""What an organisation pays on a day."""

from datetime import date

from services.volunteers.rates.queries import tax_free
from services.volunteers.rates.rules import CENTS, UNPAID, DayRates
from services.volunteers.terms.domain import Payer


def rate_on(payer: Payer, day: date) -> int:
    """Cents for a kilometre of a visit of that day."""
    return payer.rate_on(day, most=tax_free(day).kilometre)


def day_rates_on(payer: Payer, day: date) -> DayRates:
    """Cents for a whole and a part of a day of allowance; nil where it is not paid."""
    free = tax_free(day)
    rates = DayRates(free.per_diem * CENTS, free.part_day * CENTS)
    return rates if payer.pays_days_on(day) else UNPAID
