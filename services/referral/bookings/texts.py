"""How a booked time is said."""

from datetime import datetime

from services.common.codes import BookingStatus, Theme
from services.common.days import HELSINKI
from services.common.labels import label
from shared.web.formats import format_date
from shared.web.i18n import language
from shared.web.parts import Kind

KINDS: dict[str, Kind] = {
    BookingStatus.BOOKED: "info",
    BookingStatus.CANCELLED: "idle",
    BookingStatus.HELD: "done",
    BookingStatus.MISSED: "wait",
}


def clock(moment: datetime) -> str:
    return moment.astimezone(HELSINKI).strftime("%H:%M")


def when(moment: datetime) -> str:
    """Such as "Tuesday 1.12.2026 12:00"."""
    day = moment.astimezone(HELSINKI).date()
    return f"{format_date(day, 'EEEE d.M.yyyy')} {clock(moment)}"


def theme(code: str) -> str:
    return label(Theme(code), language())


def tag(status: str) -> tuple[Kind, str]:
    return KINDS[status], label(BookingStatus(status), language())
