"""How a consultation is said, in the reader's language."""

from datetime import date

from services.common import workdays
from services.common.codes import ConsultationStatus, Theme
from services.common.labels import label
from shared.web.formats import format_date
from shared.web.i18n import gettext, language
from shared.web.parts import Kind

KINDS: dict[str, Kind] = {
    ConsultationStatus.OPEN: "wait",
    ConsultationStatus.TAKEN: "info",
    ConsultationStatus.ANSWERED: "done",
    ConsultationStatus.CLOSED: "idle",
}
WAITS = (ConsultationStatus.OPEN, ConsultationStatus.TAKEN)


def tag(status: str) -> tuple[Kind, str]:
    return KINDS[status], label(ConsultationStatus(status), language())


def theme(code: str) -> str:
    return label(Theme(code), language())


def due(status: str, due_on: date, today: date) -> str:
    """Until when it is answered; empty once it is."""
    if status not in WAITS:
        return ""
    day = format_date(due_on)
    if workdays.left(due_on, today) < 0:
        return gettext("The answer is late: it was due on %(day)s", day=day)
    return gettext("Answer by %(day)s", day=day)
