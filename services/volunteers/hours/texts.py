"""Kilometres and costs in the reader's language."""

from services.volunteers.hours.queries import Spent
from shared.web.formats import format_date, format_money
from shared.web.i18n import gettext


def spent_line(spent: Spent) -> tuple[str, str]:
    """The day of the visit, and what it took."""
    return format_date(spent.held_on, "d.M.yyyy"), gettext(
        "%(kilometres)s km · %(costs)s",
        kilometres=spent.kilometres,
        costs=format_money(spent.costs),
    )
