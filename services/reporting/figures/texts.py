"""What figures are called and how numbers are written, in the reader's language."""

from collections.abc import Mapping
from datetime import date

from services.common import geography
from services.common.codes import Outcome, ReferrerKind
from services.common.labels import label
from services.common.months import first_day
from services.reporting.coverage.rules import ELSEWHERE, OPEN, WITHHELD
from services.reporting.disclosure.cells import ALL
from services.reporting.disclosure.figures import Figure, FigureStatus, percent
from services.reporting.disclosure.joining import codes_of
from services.reporting.figures.domain import Report
from services.reporting.figures.rules import ReportLine
from services.reporting.indicators.months import Range
from shared.web.formats import format_date, format_number
from shared.web.i18n import gettext, language


def figure_text(figure: Figure) -> str:
    """The number with the reader's thousands, `–` for nil, `..` for hidden."""
    if not figure.value:
        return figure.text
    number = format_number(figure.value)
    return gettext("about %(count)s", count=number) if figure.is_rounded else number


def share_text(part: Figure, whole: Figure, *, least: int) -> str:
    """The share of two shown figures; empty where there is none to write."""
    share = percent(part, whole, least=least)
    return f"{share} %" if share is not None else ""


def report_name(report: Report) -> str:
    names = {
        Report.DEMAND: gettext("Demand"),
        Report.WAITING: gettext("Waiting"),
        Report.SUPPORT: gettext("Support"),
        Report.OUTCOMES: gettext("Outcomes"),
    }
    return names[report]


def indicator_name(name: str) -> str:
    names = {
        "received": gettext("Referrals received"),
        "accepted": gettext("Referrals accepted"),
        "queued": gettext("Waiting at the end of the period"),
        "found": gettext("Support person found"),
        "met": gettext("First meeting held"),
        "unmet": gettext("Closed without a meeting"),
        "supported": gettext("Families supported"),
        "children": gettext("Children and young people supported"),
        "ended": gettext("Cases ended"),
        "parted": gettext("Kept the minimum duration"),
    }
    return names[name]


def formula(name: str) -> str:
    """What is counted, in one sentence."""
    sentences = {
        "received": gettext("Referrals dated in the period."),
        "accepted": gettext("Referrals accepted in the period."),
        "queued": gettext("Accepted, support not begun and the case not closed on the last day."),
        "found": gettext("Support person and family first agreed in the period."),
        "met": gettext("Days from acceptance to the first meeting held in the period."),
        "unmet": gettext("Cases closed in the period without any meeting held."),
        "supported": gettext("Families with at least one day of support in the period."),
        "children": gettext(
            "Children and young people of the supported families, siblings who came along too."
        ),
        "ended": gettext("Cases closed in the period, by what they brought about."),
        "parted": gettext(
            "Of matches ended in the period that had a minimum, those that lasted it."
        ),
    }
    return sentences[name]


def group_name(group: str) -> str:
    names = {
        "total": gettext("All"),
        "source": gettext("Who referred"),
        "outcome": gettext("Outcome"),
        "month": gettext("Month"),
        "programme": gettext("Programme"),
        "provider": gettext("Provider"),
        "municipality": gettext("Municipality"),
        "area": gettext("Area"),
        "kept": gettext("Duration"),
        "subregion": gettext("Subregion"),
        "county": gettext("Wellbeing services county"),
        "missing": gettext("Not included"),
    }
    return names[group]


def line_name(line: ReportLine, programmes: Mapping[str, str]) -> str:
    """What the line is of: months, a programme, a place, a class, or several that are joined."""
    match line.group:
        case "month":
            return range_name(line.period)
        case "missing":
            return _missing(line.code)
        case "total":
            return indicator_name(line.name)
    return _names(line.group, line.code, programmes)


def together(line: ReportLine, programmes: Mapping[str, str]) -> str:
    """The areas or programmes that have one figure together."""
    group = "area" if line.cell.place != ALL else "programme"
    return _names(group, line.code, programmes)


def _names(group: str, joined: str, programmes: Mapping[str, str]) -> str:
    """Areas from one neighbour to the next, all else as it was joined."""
    order = (*geography.reporting_areas(), ELSEWHERE, WITHHELD)
    codes = codes_of(joined)
    if group == "area":
        codes = tuple(sorted(codes, key=order.index))
    return ", ".join(code_name(group, code, programmes) for code in codes)


def code_name(group: str, code: str, programmes: Mapping[str, str]) -> str:
    """What one code of a row is called."""
    match group:
        case "source":
            return label(ReferrerKind(code), language())
        case "outcome":
            return label(Outcome(code), language())
        case "programme" | "provider":
            return programme_name(code, programmes)
        case _:
            return place_name(code)


def place_name(code: str) -> str:
    kind, _, number = code.partition(":")
    if code == ALL:
        return gettext("All municipalities")
    if code == WITHHELD:
        return gettext("municipality withheld")
    if code == ELSEWHERE:
        return gettext("outside the agreements")
    if kind == "area":
        return geography.reporting_areas()[code].name(language())
    if kind == "county":
        return geography.county(number).name(language())
    if kind == "subregion":
        return geography.subregion(number).name(language())
    return geography.name(code, language())


def programme_name(code: str, programmes: Mapping[str, str]) -> str:
    if code == ALL:
        return gettext("all programmes")
    return gettext("not chosen yet") if code == OPEN else programmes.get(code, code)


def why_hidden(status: FigureStatus | None) -> str | None:
    """The reason in one sentence; None where nothing is hidden."""
    if status is None:
        return None
    if status is FigureStatus.NOT_PUBLISHED:
        return gettext(
            "No edition has this figure: figures are divided by place or by programme, "
            "not by both at once."
        )
    return gettext(
        "So few are in this figure that it is shown together with others only, "
        "or it comes with a later edition."
    )


def month_name(month: str) -> str:
    return format_date(first_day(month), "LLLL yyyy")


def range_name(period: Range) -> str:
    if period.first == period.last:
        return month_name(period.first)
    return f"{month_name(period.first)} – {month_name(period.last)}"


def short_range(period: Range) -> str:
    """The months in figures, for the small print: 11/2025–10/2026."""
    names = [f"{int(month[5:])}/{month[:4]}" for month in (period.first, period.last)]
    return "–".join(dict.fromkeys(names))


def day_name(day: date) -> str:
    return format_date(day, "d.M.yyyy")


def service_name(name: str) -> str:
    names = {
        "referral": gettext("referrals"),
        "volunteers": gettext("support people"),
        "casework": gettext("cases"),
    }
    return names.get(name, name)


def _missing(code: str) -> str:
    names = {
        "NOT_MET": gettext("Closed without a meeting"),
        "NOT_SUPPORTED": gettext("Accepted, and no support in the period"),
        "CHILDREN_UNTOLD": gettext("Families of whom the number of children was not told"),
        "NO_MINIMUM": gettext("Matches that no minimum was asked of"),
    }
    return names[code]
