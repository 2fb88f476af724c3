"""The retention schedule in the reader's language."""

from collections.abc import Iterable
from datetime import date

from services.common import retention as classes
from services.common.erasure.rules import Kept
from services.common.labels import label
from shared.web.formats import format_date
from shared.web.i18n import gettext, language, ngettext


def period(row: Kept) -> str:
    """How long it is kept, such as "3 years"."""
    if row.years:
        return ngettext("%(num)s year", "%(num)s years", row.years)
    if row.months:
        return ngettext("%(num)s month", "%(num)s months", row.months)
    return ngettext("%(num)s day", "%(num)s days", row.days)


def class_lines(rows: Iterable[tuple[Kept, date]]) -> list[tuple[str, str]]:
    """Each row of the schedule by its name, with the last day of its time."""
    return [(label(row.rule, language()), _until(row, until)) for row, until in rows]


def _until(row: Kept, until: date) -> str:
    day = format_date(until, "d.M.yyyy")
    if row.is_held:
        return gettext("%(period)s, by law until %(day)s", period=period(row), day=day)
    return gettext("%(period)s, until %(day)s at the latest", period=period(row), day=day)


def class_name(retention_class: str) -> str:
    """What a retention class is called."""
    return {
        classes.REFERRAL: gettext("What was told when contact was made"),
        classes.CASE: gettext("The support itself"),
        classes.STAFF: gettext("People who work with Rinnalla"),
        classes.VOLUNTEER: gettext("Support people"),
        classes.APPLICATION: gettext("Applications of support people"),
        classes.TRAINING: gettext("Training of support people"),
        classes.VETTING: gettext("That an extract was seen"),
        classes.EXPENSES: gettext("What support people were paid back"),
        classes.RIGHTS: gettext("Requests of people in a register"),
    }.get(retention_class, retention_class)
