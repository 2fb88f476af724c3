"""An organisation's room in a programme, in words."""

from datetime import date

from services.common.codes import CapacityPeriod, ClosingReason
from services.common.labels import label, within
from services.referral.openings.rules import Declared
from shared.web.formats import format_date
from shared.web.i18n import gettext, language, ngettext


def room(declared: Declared, today: date) -> str:
    """Its places, and that it is closed where it is."""
    return "; ".join(text for text in (places(declared), closing(declared, today)) if text)


def places(declared: Declared) -> str:
    if declared.places is None:
        return gettext("places not declared")
    families = ngettext("%(num)s family", "%(num)s families", declared.places)
    return f"{families} {within(label(CapacityPeriod(declared.period), language()))}"


def closing(declared: Declared, today: date) -> str:
    """Why it takes nobody today, and until when; empty where it does."""
    why = declared.closed_on(today)
    if not why:
        return ""
    reason = within(label(ClosingReason(why), language()))
    if declared.closed_until is None:
        return gettext("takes no new families now: %(why)s", why=reason)
    day = format_date(declared.closed_until, "d.M.yyyy")
    return gettext("takes no new families until %(day)s: %(why)s", day=day, why=reason)
