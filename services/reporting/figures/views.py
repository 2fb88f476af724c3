"""Lines as pages show them: tables, and pictures of months and classes where they say more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from services.reporting.disclosure.figures import Figure, FigureStatus
from services.reporting.figures import texts
from services.reporting.figures.rules import PLACES, ReportLine
from services.reporting.indicators.months import Range
from shared.web.charts import SUPPRESSED, Bar, Period, Series, bars, lines as line_chart, periods
from shared.web.charts.drawing import Cell as ChartValue, number_of
from shared.web.formats import format_number
from shared.web.i18n import gettext

CLASSES = ("source", "outcome")


@dataclass(frozen=True)
class Table:
    """One figure, divided by one thing."""

    title: str
    lead: str
    columns: list[str | tuple[str, str]]
    cells: list[list[str]]
    chart: Markup | None = None
    is_list: bool = False  # each row has a name of its own, also where there is one alone


def tables(lines: list[ReportLine], names: Mapping[str, str], wanted: Range) -> list[Table]:
    """The totals of each figure first, then what divides it; hidden columns are left out.

    Months are named where they are not those asked for.
    """
    sections = groupby(lines, key=lambda line: (line.name, *_section(line, wanted)))
    divided = [
        (name, group, period, _worth_showing(run)) for (name, group, period), run in sections
    ]
    return [
        _table(name, group, rows, names, period if period != wanted else None)
        for name, group, period, rows in divided
        if rows
    ]


def chart_of(lines: list[ReportLine], title: str) -> Markup | None:
    """The picture that suits these lines; None where a table says it better."""
    months = [line for line in lines if line.group == "month"]
    classes = [line for line in lines if line.group in CLASSES]
    if len(months) > 1:
        if months[0].name != "met":
            return _amounts(months, title)
        medians = [_median(line) for line in months]
        return waiting_chart([line.code for line in months], medians, [], title=title)
    if any(line.numerator.value for line in classes):
        rows = [Bar(texts.line_name(line, {}), chart_value(line.numerator)) for line in classes]
        return bars(rows, title=title, amount=gettext("Number"))
    return None


def waiting_chart(
    months: list[str],
    medians: list[ChartValue],
    nines: list[ChartValue],
    *,
    title: str,
) -> Markup | None:
    """Medians by month, and what nine in ten are below; None where every median is hidden."""
    if not any(number_of(median) is not None for median in medians):
        return None
    series = [Series(gettext("Median"), medians, gettext("half"))]
    if any(nine is not None for nine in nines):
        series.append(Series(gettext("9 of 10"), nines, gettext("9 / 10")))
    labels = [_month_label(month) for month in months]
    return line_chart(labels, series, title=title, over=gettext("Month"), unit=gettext("days"))


def chart_value(figure: Figure) -> ChartValue:
    """A figure as charts take it: None for nil, hatched for what is not shown."""
    if figure.status is FigureStatus.NIL:
        return None
    return figure.value if figure.value is not None else SUPPRESSED


def _median(line: ReportLine) -> ChartValue:
    """A line's median: None for nobody, hatched where it is not shown."""
    if line.spread is not None:
        return line.spread.median
    return None if line.numerator.status is FigureStatus.NIL else SUPPRESSED


def _month_label(code: str) -> str:
    """The number of a month, or of the first and the last that are joined: 7–8."""
    ends = (str(int(month[5:7])) for month in code.split(".."))
    return "–".join(dict.fromkeys(ends))


def _amounts(months: list[ReportLine], title: str) -> Markup:
    rows = [Period(_month_label(line.code), chart_value(line.numerator)) for line in months]
    return periods(rows, title=title, over=gettext("Month"), amount=gettext("Number"))


def _section(line: ReportLine, wanted: Range) -> tuple[str, Range]:
    """Classes stand with their total where they are of the same months."""
    if line.group == "month":
        return "month", wanted
    is_whole = line.group in ("total", "missing")
    is_class = line.group in CLASSES and line.period == wanted
    return "total" if is_whole or is_class else line.group, line.period


def _worth_showing(lines: Iterable[ReportLine]) -> list[ReportLine]:
    """Without what no edition carries, and without places and programmes that had nobody."""
    return [
        line
        for line in lines
        if line.group == "total"
        or (
            line.numerator.status is not FigureStatus.NOT_PUBLISHED
            and (line.group not in (*PLACES, "programme", "provider") or line.numerator.value != 0)
        )
    ]


def _table(
    name: str,
    group: str,
    lines: list[ReportLine],
    names: Mapping[str, str],
    period: Range | None,
) -> Table:
    divided = any(line.denominator for line in lines)
    spread = any(line.spread for line in lines)
    columns: list[str | tuple[str, str]] = [_head(lines, group), (gettext("Number"), "num")]
    columns += [(gettext("Of"), "num"), (gettext("Share"), "num")] if divided else []
    if spread:
        columns += [(_median_head(name), "num"), (gettext("9 of 10 within"), "num")]
    cells = [_cells(line, names, divided=divided, spread=spread) for line in lines]
    title = texts.indicator_name(name)
    if period is not None:
        title = f"{title}, {texts.short_range(period)}"
    if lines[0].group == "total" and lines[0].code:
        title = f"{title} · {texts.together(lines[0], names)}"
    if group != "total":
        title = f"{title} · {texts.group_name(group).lower()}"
        return Table(title, "", columns, cells, chart_of(lines, title), is_list=True)
    return Table(title, texts.formula(name), columns, cells, chart_of(lines, title))


def _head(lines: list[ReportLine], group: str) -> str:
    inner = next((line.group for line in lines if line.group not in ("total", "missing")), group)
    return texts.group_name(inner) if inner != "total" else gettext("Figure")


def _median_head(name: str) -> str:
    return gettext("Median, months") if name == "parted" else gettext("Median, days")


def _cells(line: ReportLine, names: Mapping[str, str], *, divided: bool, spread: bool) -> list[str]:
    cells = [texts.line_name(line, names), texts.figure_text(line.numerator)]
    if divided:
        share = f"{line.percent} %" if line.percent is not None else ""
        cells += [texts.figure_text(line.denominator) if line.denominator else "", share]
    if spread:
        median = line.spread.median if line.spread else None
        nine = line.spread.nine_in_ten if line.spread else None
        cells += [format_number(value) if value is not None else "" for value in (median, nine)]
    return cells
