"""Kilometres and costs in the reader's language."""

from services.volunteers.hours.queries import Spent
from shared.web.formats import format_date, format_money, format_number
from shared.web.i18n import gettext


def spent_line(spent: Spent) -> tuple[str, str]:
    """The day of the visit, and what it took."""
    text = gettext(
        "%(kilometres)s km · %(costs)s",
        kilometres=spent.kilometres,
        costs=format_money(spent.costs),
    )
    if spent.hours_away:
        away = gettext("away for %(hours)s h", hours=format_number(spent.hours_away))
        text = f"{text} · {away}"
    return format_date(spent.held_on, "d.M.yyyy"), text
