"""The developments as a table, and on the wire."""

from collections.abc import Iterable, Mapping
from typing import Any

from services.reporting.figures import texts
from services.reporting.figures.views import Table
from services.reporting.measured.rules import Development, Key
from shared.web.formats import format_number
from shared.web.i18n import gettext

Measures = Mapping[Key, str]  # the name of each


def table(
    developments: Iterable[Development], *, programmes: Mapping[str, str], measures: Measures
) -> Table:
    """One row for each measure of a programme."""
    columns: list[str | tuple[str, str]] = [gettext("Measure"), gettext("Programme")]
    columns += [
        (text, "num")
        for text in (
            gettext("Families measured"),
            gettext("Measured again"),
            gettext("Higher"),
            gettext("The same"),
            gettext("Lower"),
            gettext("Median at first"),
            gettext("Median at last"),
        )
    ]
    cells = [
        [
            _name(each, measures),
            texts.programme_name(each.programme, programmes),
            *map(str, (each.families, each.compared, each.better, each.same, each.worse)),
            *(_number(value) for value in (each.first_median, each.last_median)),
        ]
        for each in developments
    ]
    lead = gettext(
        "Families of whom something was measured in the period. Those measured again are compared: "
        "the first measurement of all with the last one of the period."
    )
    return Table(gettext("What was measured"), lead, columns, cells, is_list=True)


def as_json(each: Development, measures: Measures) -> dict[str, Any]:
    return {**vars(each), "name": _name(each, measures)}


def _name(each: Development, measures: Measures) -> str:
    """What the measure is called; a newer version of the programme may not know it any more."""
    return measures.get((each.programme, each.indicator), each.indicator)


def _number(value: float | None) -> str:
    return "" if value is None else format_number(value)
