"""What the pages of families' contacts say: whose turn it is, and the promise in working days."""

from datetime import date

from services.common import workdays
from services.common.codes import ContactStatus
from services.common.labels import label
from shared.web.formats import format_date
from shared.web.i18n import gettext, language, ngettext


def changed_meanwhile() -> str:
    return gettext("Somebody wrote meanwhile. Look at the page again.")


def tag(status: str, due: date | None, today: date) -> tuple[str, str]:
    """How a contact stands, in a word: the promise while it waits for an answer."""
    if status != ContactStatus.RECEIVED:
        kind = "info" if status == ContactStatus.ANSWERED else "done"
        return kind, label(ContactStatus(status), language())
    if due is None:
        return "wait", label(ContactStatus.RECEIVED, language())
    if today > due:
        late = workdays.passed(due, today)
        return "late", ngettext("%(num)s working day late", "%(num)s working days late", late)
    return "wait", gettext("promised by %(day)s", day=format_date(due, "d.M."))


def title(programme: str, place: str) -> str:
    """What a contact without a name is called."""
    title = programme or gettext("Does not know yet what would help")
    return " · ".join(part for part in (title, place) if part)
