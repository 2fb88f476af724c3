"""Money and the state of a claim in the reader's language."""

from services.common.codes import ClaimStatus
from services.common.labels import label
from services.volunteers.expenses.policy import ClaimView
from services.volunteers.expenses.queries import euros
from services.volunteers.rates.rules import UNPAID, DayRates, Days, Room, days_worth
from shared.web.formats import format_money
from shared.web.i18n import gettext, language, ngettext
from shared.web.parts import Kind

KINDS: dict[ClaimStatus, Kind] = {
    ClaimStatus.WAITS: "wait",
    ClaimStatus.RETURNED: "late",
    ClaimStatus.REFUSED: "idle",
    ClaimStatus.APPROVED: "info",
    ClaimStatus.IN_PAYMENT: "info",
    ClaimStatus.PAID: "done",
    ClaimStatus.WITHDRAWN: "idle",
}


def claim_tag(status: str) -> tuple[Kind, str]:
    """Where a claim is, in a word."""
    return KINDS[ClaimStatus(status)], label(ClaimStatus(status), language())


def money(cents: int) -> str:
    return format_money(euros(cents))


def took(kilometres: int, rate: int, costs: int, days: str = "") -> str:
    """How the sum comes about: kilometres at their rate, costs, and days of allowance."""
    parts = []
    if kilometres:
        parts.append(
            gettext(
                "%(kilometres)s km × %(rate)s = %(sum)s",
                kilometres=kilometres,
                rate=money(rate),
                sum=money(kilometres * rate),
            )
        )
    if costs:
        parts.append(gettext("costs %(costs)s", costs=money(costs)))
    return " · ".join([*parts, days] if days else parts) or gettext("nothing")


def days_text(days: Days, rates: DayRates, *, free_meals: bool) -> str:
    """What days of allowance come to; empty when there are none."""
    if not days.number:
        return ""
    number = ngettext("%(num)s day of allowance", "%(num)s days of allowance", days.number)
    if rates == UNPAID:
        return gettext("%(days)s, which are not paid here", days=number)
    cents = money(days_worth(days, rates, free_meals=free_meals))
    if free_meals:
        return gettext("%(days)s, half for free meals = %(sum)s", days=number, sum=cents)
    return gettext("%(days)s = %(sum)s", days=number, sum=cents)


def yearly_days(room: Room, days: int, most: int) -> str:
    """How many of the year's tax-free days are used; empty while there are enough."""
    values = {"days": days, "most": most}
    if room is Room.REACHED:
        return gettext(
            "%(days)s days of allowance this year. Above %(most)s they are not free of tax any "
            "more.",
            **values,
        )
    if room is Room.NEAR:
        return gettext(
            "%(days)s days of allowance this year, of the %(most)s that are free of tax.", **values
        )
    return ""


def yearly(room: Room, cents: int, most: int) -> str:
    """How much of the year's tax-free kilometre money is used; empty while there is enough."""
    values = {"sum": money(cents), "most": money(most)}
    if room is Room.REACHED:
        return gettext(
            "Kilometres of this year come to %(sum)s. Above %(most)s they are not free of tax any "
            "more.",
            **values,
        )
    if room is Room.NEAR:
        return gettext(
            "Kilometres of this year come to %(sum)s of the %(most)s that are free of tax.",
            **values,
        )
    return ""


def receipts(view: ClaimView) -> str:
    """How many the visit has; that it wants one, where it has none."""
    number = view.claim.receipts
    if number:
        return ngettext("%(num)s receipt with the visit", "%(num)s receipts with the visit", number)
    return gettext("wants a receipt") if view.wants_receipt else ""
