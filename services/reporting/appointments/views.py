"""Kept and missed appointments as a table, and on the wire."""

from typing import Any

from services.reporting.appointments.rules import Kept
from services.reporting.figures.views import Table
from shared.web.i18n import gettext


def table(kept: Kept) -> Table:
    """A row for each way it came out."""
    columns: list[str | tuple[str, str]] = [gettext("Appointment")]
    columns += [(gettext("Number"), "num"), (gettext("Share"), "num")]
    share = "" if kept.share is None else f"{kept.share} %"
    missed = "" if kept.share is None else f"{100 - kept.share} %"
    cells = [
        [gettext("Kept"), str(kept.kept), share],
        [gettext("Missed"), str(kept.missed), missed],
        [gettext("Not said yet"), str(kept.not_said), ""],
    ]
    lead = gettext(
        "Of the appointments that support people reminded families of, as they say themselves. "
        "A share is told from ten on."
    )
    return Table(gettext("Appointments kept"), lead, columns, cells, is_list=True)


def as_json(kept: Kept) -> dict[str, Any]:
    return {**vars(kept), "share": kept.share}
