"""How a reception and its times are said."""

from services.common.codes import Theme
from services.common.labels import listed
from services.common.phrases import place
from services.referral.receptions.events import ReceptionPlanned
from services.referral.receptions.rules import Slot
from shared.web.formats import format_date
from shared.web.i18n import gettext, language, ngettext


def themes(plan: ReceptionPlanned) -> str:
    return listed([Theme(each) for each in plan.themes], language())


def where(plan: ReceptionPlanned) -> str:
    """The place and its municipality, online, or either."""
    town = place(plan.municipality) if plan.municipality else ""
    on_site = ", ".join(each for each in (plan.place, town) if each)
    parts = (on_site if plan.place else "", gettext("online") if plan.link else "")
    return " · ".join(each for each in parts if each)


def when(plan: ReceptionPlanned) -> str:
    """Such as "Tuesday 12:00–16:00, every week"."""
    rhythm = ngettext("every week", "every %(num)s weeks", plan.every_weeks)
    return f"{format_date(plan.starts_on, 'EEEE')} {plan.begins}–{plan.ends}, {rhythm}"


def day(slot: Slot) -> str:
    """Such as "Tuesday 1.12.2026"."""
    return format_date(slot.day, "EEEE d.M.yyyy")


def at(slot: Slot) -> str:
    """Such as "Tue 1.12.2026 12:00"."""
    return f"{format_date(slot.day, 'EEE d.M.yyyy')} {slot.begins}"
