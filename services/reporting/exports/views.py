"""Reports, help without a referral and defined indicators as datasets, and the open-data page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from flask import url_for

from services.reporting.editions.schemas import complete_to
from services.reporting.exports import texts
from services.reporting.exports.domain import Category, Dataset, Dimension, Key, Number
from services.reporting.exports.queries import PublishedEdition
from services.reporting.exports.rules import LICENCE, TOGETHER, categories
from services.reporting.figures.domain import Report
from services.reporting.figures.schemas import line_as_json
from services.reporting.figures.texts import (
    formula,
    group_name,
    indicator_name,
    range_name,
    report_name,
)
from services.reporting.indicators.months import Range
from services.reporting.new_indicators import texts as indicator_texts
from services.reporting.new_indicators.queries import IndicatorFigures
from services.reporting.new_indicators.rules import as_line
from services.reporting.open_help import texts as help_texts
from services.reporting.open_help.queries import OpenHelp
from services.reporting.open_help.rules import Shown
from services.reporting.open_help.schemas import open_help_as_json
from services.reporting.reports.queries import ReportAnswer
from shared.web.formats import format_date
from shared.web.i18n import gettext

TOTAL, ROUNDED = "total", "rounded"


def report(answer: ReportAnswer) -> Dataset:
    """Every figure of a report, by what it is divided by."""
    reading, query = answer.reading, answer.query
    lines = [line_as_json(line, answer.names) for line in answer.lines]
    rows = [(_row_code(line), _row_name(line)) for line in lines]
    names = list(dict.fromkeys(line["figure"] for line in lines))
    figures = tuple(Category(name, indicator_name(name), formula(name)) for name in names)
    edition = reading.edition
    return Dataset(
        label=f"{report_name(query.report)}, {range_name(query.period)}",
        dimensions=(
            Dimension("figure", gettext("Figure"), figures),
            Dimension("row", gettext("Divided by"), categories(rows)),
            _measures(texts.MEASURES),
        ),
        metric="measure",
        values=dict(_values(lines)),
        statuses={
            (line["figure"], _row_code(line), "numerator"): _status(line)
            for line in lines
            if line["numerator"] is None or line["rounded"]
        },
        notes=(_joined_note(),) if edition else (),
        updated=reading.taken_at.isoformat(),
        more={
            "complete_to": complete_to(reading.reached, reading.at, taken_at=reading.taken_at),
            "report": str(query.report),
            "from": query.period.first,
            "to": query.period.last,
            "edition": edition and edition.month,
            "published_on": edition and edition.published_on.isoformat(),
            "complete": reading.is_complete,
            "licence": LICENCE if edition else None,
        },
    )


def open_help(answer: OpenHelp, now: datetime) -> Dataset:
    """Help without a referral in a half-year."""
    data = open_help_as_json(answer, now)
    kinds = ("bookings", "consultations", "pair_work", "events")
    cells = [
        (kind, code, label, row) for kind in kinds for code, label, row in _help_rows(data[kind])
    ]
    measures = ("count", "held", "days", "heads")
    is_open = answer.shown is Shown.JOINED
    return Dataset(
        label=f"{gettext('Help without a referral')}, {help_texts.half_name(answer.half)}",
        dimensions=(
            Dimension(
                "help",
                gettext("Help without a referral"),
                tuple(Category(kind, texts.help_name(kind)) for kind in kinds),
            ),
            Dimension("row", gettext("Divided by"), categories(each[1:3] for each in cells)),
            _measures(measures),
        ),
        metric="measure",
        values={
            (kind, code, measure): row[measure]
            for kind, code, _, row in cells
            for measure in measures
            if row.get(measure) is not None
        },
        notes=(help_texts.how_shown(answer),),
        updated=now.isoformat(),
        more={
            "complete_to": complete_to(answer.reached, now, taken_at=now),
            "half": str(answer.half),
            "counted_until": answer.until.isoformat(),
            "shown": str(answer.shown),
            "licence": LICENCE if is_open else None,
        },
    )


def indicator(answer: IndicatorFigures, names: Any, locale: str, now: datetime) -> Dataset:
    """A defined indicator, its versions side by side."""
    cells = [
        (str(each.number), code, label, count)
        for each in answer.counted
        for code, label, count in _indicator_rows(each.figures, names)
    ]
    versions = tuple(
        Category(str(each.number), _version(each.number), _definition(each.definition))
        for each in answer.counted
    )
    return Dataset(
        label=answer.counted[0].definition.name_in(locale),
        dimensions=(
            Dimension("version", gettext("Version"), versions),
            Dimension("row", gettext("Divided by"), categories(each[1:3] for each in cells)),
            _measures(("count",)),
        ),
        metric="measure",
        values={
            (version, code, "count"): count
            for version, code, _, count in cells
            if count is not None
        },
        notes=(indicator_texts.how_shown(answer),),
        updated=now.isoformat(),
        more={
            "complete_to": complete_to(answer.reached, now, taken_at=now),
            "counted_until": answer.until.isoformat(),
            "exactly": answer.exactly,
        },
    )


@dataclass(frozen=True)
class EditionLinks:
    """An edition on the page of open data: what it is, and where each report of it stands."""

    name: str
    published: str
    links: list[tuple[str, str]]


def edition_links(edition: PublishedEdition) -> EditionLinks:
    months = {"from": edition.period.first, "to": edition.period.last}
    of_day = urlencode({**months, "as_of": edition.published_on.isoformat()})
    links = []
    for each in Report:
        name, code = report_name(each), str(each)
        stat = url_for("exports.download", month=edition.month, report=code)
        links.append((f"{name}, JSON-stat", stat))
        csv = url_for("reports.download", report=code, ending="csv")
        links.append((f"{name}, CSV", f"{csv}?{of_day}"))
    return EditionLinks(
        name=range_name(Range(edition.month, edition.month)),
        published=gettext("Published %(day)s", day=format_date(edition.published_on)),
        links=links,
    )


def edition_as_json(edition: PublishedEdition) -> dict[str, Any]:
    return {
        "month": edition.month,
        "published_on": edition.published_on,
        "licence": LICENCE,
        "reports": {
            str(each): url_for("exports_api.edition_report", month=edition.month, report=str(each))
            for each in Report
        },
    }


def _measures(codes: Iterable[str]) -> Dimension:
    measures = tuple(Category(code, texts.measure(code)) for code in codes)
    return Dimension("measure", gettext("Measure"), measures)


def _row_code(line: dict[str, Any]) -> str:
    """What divides the figure, and the months that it is of."""
    return f"{line['group']}:{line['code']}@{line['months']}"


def _row_name(line: dict[str, Any]) -> str:
    name = line["name"] if line["group"] == "month" else f"{line['name']}, {line['months']}"
    return f"{group_name(line['group'])}: {name}"


def _status(line: dict[str, Any]) -> str:
    """Why there is no number, or that it is to the nearest five."""
    return str(line["mark"]) if line["numerator"] is None else ROUNDED


def _values(lines: list[dict[str, Any]]) -> Iterator[tuple[Key, Number]]:
    for line in lines:
        for measure in texts.MEASURES:
            if line[measure] is not None:
                yield (line["figure"], _row_code(line), measure), line[measure]


def _help_rows(part: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    total = part.get("total", part)
    yield TOTAL, gettext("All"), total
    for by, rows in part["tables"].items():
        for row in rows:
            codes = row.get("codes") or [row["code"]]
            names = ", ".join(help_texts.class_name(by, code) for code in codes)
            yield f"{by}:{TOGETHER.join(codes)}", f"{help_texts.division(by)}: {names}", row


def _indicator_rows(figures: Any, names: Any) -> Iterator[tuple[str, str, int | None]]:
    yield TOTAL, gettext("All"), figures.total.count
    for by, rows in figures.tables.items():
        for row in rows:
            labels = (indicator_texts.class_name(by, code, names) for code in row.codes)
            label = f"{indicator_texts.dimension(by)}: {', '.join(labels)}"
            yield f"{by}:{TOGETHER.join(row.codes)}", label, row.count


def _version(number: int) -> str:
    return gettext("Version %(number)s", number=number)


def _definition(definition: Any) -> str:
    parts = [indicator_texts.event_name(definition.counted_event)]
    parts += [as_line(each) for each in definition.conditions]
    return " · ".join([*parts, indicator_texts.counting(definition.counting)])


def _joined_note() -> str:
    return gettext("Few are shown together with others. Rounded numbers are to the nearest five.")
