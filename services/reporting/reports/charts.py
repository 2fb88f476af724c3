"""A report's figures as pictures: months as standing bars or lines, classes as lying bars."""

from markupsafe import Markup

from services.reporting.disclosure.figures import Figure, FigureStatus
from services.reporting.reports import wording
from services.reporting.reports.lines import ReportLine
from shared.web.charts import SUPPRESSED, Bar, Period, Series, bars, lines, periods
from shared.web.charts.drawing import Cell as Value, known
from shared.web.i18n import gettext

CLASSES = ("source", "outcome")


def drawn(found: list[ReportLine], title: str) -> Markup | None:
    """The picture that suits these lines; None where a table says it better."""
    months = [line for line in found if line.group == "month"]
    classes = [line for line in found if line.group in CLASSES]
    if len(months) > 1:
        waits = months[0].name == "met"
        return _waits(months, title) if waits else _amounts(months, title)
    if any(line.numerator.value for line in classes):
        rows = [Bar(wording.line_name(line, {}), value(line.numerator)) for line in classes]
        return bars(rows, title=title, amount=gettext("Number"))
    return None


def value(figure: Figure) -> Value:
    """A figure as charts take it: None for nil, hatched for what is not shown."""
    if figure.status is FigureStatus.NIL:
        return None
    return figure.value if figure.value is not None else SUPPRESSED


def median(line: ReportLine) -> Value:
    """A line's median: None for nobody, hatched where it is not shown."""
    if line.spread is not None:
        return line.spread.median
    return None if line.numerator.status is FigureStatus.NIL else SUPPRESSED


def month_label(month: str) -> str:
    return str(int(month[5:]))


def _amounts(months: list[ReportLine], title: str) -> Markup:
    rows = [Period(month_label(line.code), value(line.numerator)) for line in months]
    return periods(rows, title=title, over=gettext("Month"), amount=gettext("Number"))


def _waits(months: list[ReportLine], title: str) -> Markup | None:
    middle = [median(line) for line in months]
    if not any(known(one) is not None for one in middle):
        return None
    series = [Series(gettext("Median"), middle, gettext("half"))]
    labels = [month_label(line.code) for line in months]
    return lines(labels, series, title=title, over=gettext("Month"), unit=gettext("days"))
