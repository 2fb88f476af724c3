"""What an organisation pays on a day."""

from datetime import date

from services.volunteers.rates.queries import tax_free
from services.volunteers.terms.domain import Payer


def rate_on(payer: Payer, day: date) -> int:
    """Cents for a kilometre of a visit of that day."""
    return payer.rate_on(day, most=tax_free(day).kilometre)
