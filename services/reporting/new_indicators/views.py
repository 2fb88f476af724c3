"""Indicators as pages: the list, one with its versions side by side, and what it would count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from services.common.codes import FigureDimension
from services.reporting.figures.texts import service_name
from services.reporting.figures.views import Table
from services.reporting.new_indicators import texts
from services.reporting.new_indicators.queries import Counted, IndicatorFigures
from services.reporting.new_indicators.rules import as_line
from services.reporting.open_help.rules import Row
from shared.web.formats import format_date
from shared.web.i18n import gettext

Column = str | tuple[str, str]


@dataclass(frozen=True)
class Listed:
    name: str
    href: str
    about: str


@dataclass(frozen=True)
class CountedPage:
    """The figures of one definition, beside those of the version before it."""

    title: str
    note: str
    positions: str
    versions: Table
    tables: list[Table]


def listed(row: Any, locale: str) -> Listed:
    name = {"fi": row.name_fi, "sv": row.name_sv}.get(locale) or row.name_en
    about = gettext(
        "%(event)s, version %(version)s of %(day)s",
        event=texts.event_name(row.counted_event),
        version=row.version,
        day=format_date(row.defined_on),
    )
    return Listed(name, url_for("new_indicators.show", indicator_id=row.indicator_id), about)


def page(answer: IndicatorFigures, names: Mapping[str, str], locale: str) -> CountedPage:
    newest = answer.counted[0]
    return CountedPage(
        title=newest.definition.name_in(locale),
        note=texts.how_shown(answer),
        positions=" · ".join(
            f"{service_name(each.service)} #{each.position}" for each in answer.reached
        ),
        versions=_versions(answer.counted),
        tables=[_table(by, answer.counted, names) for by in _dimensions(answer.counted)],
    )


def _versions(counted: Sequence[Counted]) -> Table:
    columns: list[Column] = [gettext("Version"), gettext("What is counted")]
    columns += [gettext("Conditions"), gettext("Counting"), (gettext("Number"), "num")]
    cells = [
        [
            _version_name(each),
            texts.event_name(each.definition.counted_event),
            " · ".join(map(as_line, each.definition.conditions)) or "–",
            texts.counting(each.definition.counting),
            texts.number(each.figures.total.count),
        ]
        for each in counted
    ]
    return Table(gettext("Versions side by side"), "", columns, cells, is_list=True)


def _version_name(each: Counted) -> str:
    if each.defined_on is None:
        return gettext("%(number)s, not kept yet", number=each.number)
    return gettext("%(number)s of %(day)s", number=each.number, day=format_date(each.defined_on))


def _dimensions(counted: Sequence[Counted]) -> list[FigureDimension]:
    used = {by for each in counted for by in each.figures.tables}
    return [by for by in FigureDimension if by in used]


def _table(by: FigureDimension, counted: Sequence[Counted], names: Mapping[str, str]) -> Table:
    """A row for each code or group of them, a column for each version."""
    columns: list[Column] = [texts.dimension(by)]
    columns += [(gettext("Version %(number)s", number=each.number), "num") for each in counted]
    by_version = [{row.codes: row for row in each.figures.tables.get(by, ())} for each in counted]
    every = sorted({codes for rows in by_version for codes in rows})
    cells = [
        [
            ", ".join(texts.class_name(by, code, names) for code in codes),
            *(_number(rows.get(codes)) for rows in by_version),
        ]
        for codes in every
    ]
    return Table(texts.dimension(by), "", columns, cells, is_list=True)


def _number(row: Row | None) -> str:
    return "" if row is None else texts.number(row.count)
