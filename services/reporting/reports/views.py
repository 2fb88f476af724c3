"""What the dashboard and the report pages show, in the reader's language; templates draw it."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from flask_babel import format_decimal
from markupsafe import Markup

from services.reporting.disclosure.cube import ALL
from services.reporting.disclosure.figures import Figure, Mark, percent
from services.reporting.editions.events import Reached
from services.reporting.editions.grid import ELSEWHERE, WITHHELD
from services.reporting.reports import charts, wording
from services.reporting.reports.answers import printed
from services.reporting.reports.asked import Asked
from services.reporting.reports.instead import Instead, hidden, instead
from services.reporting.reports.lines import PLACES, Line, kind_of
from services.reporting.reports.queries import Change, Reading, names
from shared.i18n import format_ago, format_datetime, gettext, language
from shared.parts import Option
from shared.work import Work


@dataclass(frozen=True)
class Fresh:
    """How complete the figures are: said before any figure."""

    kind: str  # of the tag
    tag: str
    positions: str
    note: str


@dataclass(frozen=True)
class Table:
    """One figure divided in one way."""

    title: str
    lead: str
    columns: list[str | tuple[str, str]]
    cells: list[list[str]]
    chart: Markup | None = None


@dataclass(frozen=True)
class Filters:
    """The choices of the form, and what is chosen."""

    chosen: Mapping[str, str]
    places: list[Option]
    programmes: list[Option]
    has_editions: bool


@dataclass(frozen=True)
class ReportPage:
    title: str
    lead: str
    fresh: Fresh
    filters: Filters
    tables: list[Table]
    changes: list[str]
    nearest: str  # address of a range with figures; empty where the asked one has them
    nearest_name: str
    hidden: str  # why the main figure is not there; empty where it is
    instead: list[tuple[str, str]]  # near questions with an answer: address and answer
    query: str  # of the files


def fresh(reading: Reading) -> Fresh:
    """The tag, the positions of each service, and what is hidden."""
    positions = " · ".join(_position(one, reading) for one in reading.reached)
    complete = reading.is_complete
    if reading.is_live:
        at = format_datetime(reading.at)
        return Fresh(
            "done" if complete else "wait",
            gettext("Live %(at)s, complete", at=at)
            if complete
            else gettext("Live %(at)s, still arriving", at=at),
            positions,
            gettext("These are your own organisation's people, so nothing is hidden."),
        )
    if reading.edition is None:
        return Fresh("wait", gettext("No edition has been published yet"), "", "")
    on = wording.day_name(reading.edition.published_on)
    return Fresh(
        "done" if complete else "wait",
        gettext("Edition %(on)s, complete", on=on)
        if complete
        else gettext("Edition %(on)s, not complete", on=on),
        positions,
        gettext("Figures under 5 are hidden, and some others so that nobody can work them out."),
    )


def _position(one: Reached, reading: Reading) -> str:
    """How far a service's events are in; for live figures also how old that word is."""
    name = wording.service_name(one.service)
    if one.at is None:
        return gettext("%(name)s not heard yet", name=name)
    said = f"{name} #{one.position}"
    return f"{said} ({format_ago(reading.at - one.at)})" if reading.is_live else said


def report_page(
    work: Work, reading: Reading, asked: Asked, *, chosen: Mapping[str, str], changes: list[Change]
) -> ReportPage:
    called = names(work, language())
    found = reading.lines(asked)
    period = {"from": asked.period.first, "to": asked.period.last}
    narrowed = {name: text for name, text in chosen.items() if text} | period
    gaps = any(
        line.numerator.mark is Mark.NOT_PUBLISHED
        or (line.group == "total" and line.numerator.value is None)
        for line in found
        if line.group != "missing"
    )
    near = reading.reader.nearest(asked.period) if gaps and not reading.is_live else None
    near = None if near == asked.period else near
    return ReportPage(
        title=wording.report_name(asked.report),
        lead=_lead(asked, called),
        fresh=fresh(reading),
        filters=_filters(reading, called, {**chosen, **period}),
        tables=_tables(found, called),
        changes=[_change(change, called) for change in changes],
        nearest=_query(narrowed | {"from": near.first, "to": near.last}) if near else "",
        nearest_name=wording.range_name(near) if near else "",
        hidden="" if reading.is_live else wording.why_hidden(hidden(reading, asked)) or "",
        instead=[_instead(one, called, chosen) for one in instead(reading, asked)],
        query=_query(narrowed),
    )


def _instead(one: Instead, names: Mapping[str, str], chosen: Mapping[str, str]) -> tuple[str, str]:
    """The address of a near question, and its answer in words."""
    wish = one.asked
    filters = {"from": wish.period.first, "to": wish.period.last, "as_of": chosen.get("as_of", "")}
    filters |= {"municipality": wish.place, "programme": wish.programme}
    wanted = {name: text for name, text in filters.items() if text not in ("", ALL)}
    parts = [wording.place_name(wish.place), wording.programme_name(wish.programme, names)]
    parts.append(wording.range_name(wish.period))
    return _query(wanted), f"{' · '.join(parts)}: {said(one.figure)}"


def _lead(asked: Asked, names: Mapping[str, str]) -> str:
    parts = [wording.range_name(asked.period), wording.programme_name(asked.programme, names)]
    if asked.place != ALL:
        parts.append(wording.place_name(asked.place))
    return " · ".join(parts)


def _filters(reading: Reading, names: Mapping[str, str], chosen: Mapping[str, str]) -> Filters:
    codes = (code for code in reading.places if code not in (WITHHELD, ELSEWHERE))
    named = [(PLACES.index(kind_of(code)), wording.place_name(code), code) for code in codes]
    places = [Option(code, name) for _, name, code in sorted(named)]
    places.append(Option(WITHHELD, wording.place_name(WITHHELD)))
    offered = (*reading.providers, *reading.programmes)
    programmes = [Option(code, names.get(code, code)) for code in offered]
    return Filters(chosen, places, programmes, has_editions=not reading.is_live)


def _tables(lines: list[Line], names: Mapping[str, str]) -> list[Table]:
    """The totals of each figure first, then what divides it; hidden columns are left out."""
    tables = []
    for (name, group), run in groupby(lines, key=lambda line: (line.name, _section(line))):
        found = list(run)
        found = _worth_saying(found)
        if found:
            tables.append(_table(name, group, found, names))
    return tables


def _worth_saying(lines: list[Line]) -> list[Line]:
    """Without what no edition carries, and without places and programmes that had nobody."""
    return [
        line
        for line in lines
        if line.group == "total"
        or (
            line.numerator.mark is not Mark.NOT_PUBLISHED
            and (line.group not in (*PLACES, "programme", "provider") or line.numerator.value != 0)
        )
    ]


def _section(line: Line) -> str:
    return "total" if line.group in ("total", "missing", "source", "outcome") else line.group


def _table(name: str, group: str, lines: list[Line], names: Mapping[str, str]) -> Table:
    divided = any(line.denominator for line in lines)
    spread = any(line.spread for line in lines)
    columns: list[str | tuple[str, str]] = [_head(lines, group), (gettext("Number"), "num")]
    columns += [(gettext("Of"), "num"), (gettext("Share"), "num")] if divided else []
    if spread:
        columns += [(_middle(name), "num"), (gettext("9 of 10 within"), "num")]
    cells = [_cells(line, names, divided=divided, spread=spread) for line in lines]
    title = wording.indicator_name(name)
    if group != "total":
        title = f"{title} · {wording.group_name(group).lower()}"
    code = lines[0].indicator
    lead = f"{code} · {wording.formula(name)}" if code else wording.formula(name)
    chart = charts.drawn(lines, title)
    return Table(title, lead if group == "total" else "", columns, cells, chart)


def _head(lines: list[Line], group: str) -> str:
    inner = next((line.group for line in lines if line.group not in ("total", "missing")), group)
    return wording.group_name(inner) if inner != "total" else gettext("Figure")


def _middle(name: str) -> str:
    return gettext("Median, months") if name == "parted" else gettext("Median, days")


def _cells(line: Line, names: Mapping[str, str], *, divided: bool, spread: bool) -> list[str]:
    cells = [wording.line_name(line, names), said(line.numerator)]
    if divided:
        share = f"{line.percent} %" if line.percent is not None else ""
        cells += [said(line.denominator) if line.denominator else "", share]
    if spread:
        found = line.spread
        cells += [number(found.median) if found else ""]
        nine = found.nine_in_ten if found else None
        cells += [number(nine) if nine is not None else ""]
    return cells


def said(figure: Figure) -> str:
    """The number with the reader's thousands, `–` for nil, `..` for hidden."""
    value = printed(figure)
    return value if isinstance(value, str) else number(value)


def number(value: float) -> str:
    return str(format_decimal(value))


def share_said(part: Figure, whole: Figure, *, least: int) -> str:
    """The share of two shown figures; empty where there is none to say."""
    found = percent(part, whole, least=least)
    return f"{found} %" if found is not None else ""


def _change(change: Change, names: Mapping[str, str]) -> str:
    return gettext(
        "%(figure)s, %(name)s: %(now)s, before %(before)s.",
        figure=wording.indicator_name(change.line.name),
        name=wording.line_name(change.line, names),
        now=number(change.now),
        before=number(change.before),
    )


def _query(said_: Mapping[str, str]) -> str:
    return urlencode(said_)
