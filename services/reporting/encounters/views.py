"""Encounters as a table and on the wire."""

from collections.abc import Iterable
from typing import Any

from services.common.codes import VisitKind
from services.common.labels import label
from services.reporting.encounters.rules import BOOKING, OPEN_EVENT, Encounters
from services.reporting.figures.views import Table
from shared.web.formats import format_number
from shared.web.i18n import gettext, language


def table(rows: Iterable[Encounters]) -> Table:
    columns: list[str | tuple[str, str]] = [gettext("How people met")]
    columns += [(gettext("Encounters"), "num"), (gettext("People present"), "num")]
    columns += [(gettext("Hours"), "num")]
    cells = [
        [kind_name(each.kind), format_number(each.number), *_present(each), _hours(each.minutes)]
        for each in rows
    ]
    lead = gettext(
        "Encounters that were held in the period, and the people who were there, each time they "
        "were. Of booked times nobody writes down how many came; hours are those of visits."
    )
    return Table(gettext("Encounters"), lead, columns, cells, is_list=True)


def as_json(each: Encounters) -> dict[str, Any]:
    return {
        "kind": each.kind or None,
        "name": kind_name(each.kind),
        "number": each.number,
        "present": each.present,
        "minutes": each.minutes,
        "uncounted": each.uncounted,
        "estimated": each.estimated,
    }


def kind_name(kind: str) -> str:
    names = {
        "": gettext("All"),
        BOOKING: gettext("Booked times at receptions"),
        OPEN_EVENT: gettext("Open events"),
    }
    return names[kind] if kind in names else label(VisitKind(kind), language())


def _present(each: Encounters) -> list[str]:
    if each.uncounted == each.number:
        return ["–"]
    count = format_number(each.present)
    if each.estimated:
        return [gettext("%(count)s, partly estimated", count=count)]
    return [count]


def _hours(minutes: int) -> str:
    return format_number(round(minutes / 60, 1)) if minutes else ""
