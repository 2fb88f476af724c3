"""How pair work is said, in the reader's language."""

from datetime import date, timedelta

from services.common import workdays
from services.common.codes import MeetingVenue, PairWorkStatus, Theme
from services.common.labels import label
from shared.web.formats import format_date
from shared.web.i18n import gettext, language
from shared.web.parts import Kind

A_DAY = timedelta(days=1)  # how long before it a calendar says so
KINDS: dict[str, Kind] = {
    PairWorkStatus.OPEN: "wait",
    PairWorkStatus.OFFERED: "wait",
    PairWorkStatus.AGREED: "info",
    PairWorkStatus.HELD: "done",
    PairWorkStatus.NOT_HELD: "idle",
    PairWorkStatus.WITHDRAWN: "idle",
    PairWorkStatus.CANCELLED: "idle",
}


def tag(status: str) -> tuple[Kind, str]:
    return KINDS[status], label(PairWorkStatus(status), language())


def theme(code: str) -> str:
    return label(Theme(code), language())


def venue(code: str) -> str:
    return label(MeetingVenue(code), language())


def due(status: str, due_on: date, today: date) -> str:
    """Until when somebody is offered; empty once somebody is."""
    if status != PairWorkStatus.OPEN:
        return ""
    day = format_date(due_on)
    if workdays.left(due_on, today) < 0:
        return gettext("No offer came in time: it was due on %(day)s", day=day)
    return gettext("An offer is due by %(day)s", day=day)


def when(day: date, begins: str) -> str:
    """Such as "Tuesday 1.12.2026 12:00"."""
    return f"{format_date(day, 'EEEE d.M.yyyy')} {begins}"
