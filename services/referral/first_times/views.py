"""First free times as a table, in the reader's language."""

from services.common import geography
from services.common.labels import label
from services.referral.first_times.queries import ONLINE, FirstTime, first_times
from shared.web.formats import format_date
from shared.web.i18n import gettext, language, ngettext
from shared.work import Work


def lines(work: Work) -> list[list[str]]:
    """Theme, place, day and the days until then."""
    return [_line(each) for each in first_times(work)]


def _line(first: FirstTime) -> list[str]:
    theme = label(first.theme, language())
    if first.on is None:
        return [theme, gettext("Nothing is free"), "", ""]
    days = ngettext("%(num)s day", "%(num)s days", first.days or 0)
    return [theme, _place(first.place), format_date(first.on, "EEEE d.M.yyyy"), days]


def _place(code: str) -> str:
    return gettext("Online") if code == ONLINE else geography.name(code, language())
