"""The lines of each report: which figures it has, each with numerator and denominator.

A report is written once and asks a `FigureReader`, so what one may see is decided there alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement
from typing import Protocol

from services.common.codes import Basis, Outcome, ReferrerKind
from services.reporting.disclosure.cells import ALL
from services.reporting.disclosure.figures import Figure, percent, sum_of
from services.reporting.editions.events import Spread
from services.reporting.figures.domain import Cell, Report, ReportQuery
from services.reporting.indicators.catalogue import INDICATORS, OWN, Indicator
from services.reporting.indicators.months import Range
from services.reporting.indicators.outcomes import KEPT, SHORT

PLACES = ("area", "county", "subregion", "municipality")


@dataclass(frozen=True)
class Part:
    """One row of a table: what it is of, where it lies, and its number."""

    code: str  # several that are joined: "area:salo+area:loimaa", "2026-07..2026-08"
    cell: Cell
    figure: Figure


class FigureReader(Protocol):
    """Where figures are read: an organisation's own facts, or editions."""

    @property
    def least_for_percent(self) -> int: ...

    def carries(self, indicator: str) -> bool: ...

    def at(self, indicator: str, cell: Cell) -> Cell: ...  # the nearest that has an answer

    def figure(self, indicator: str, cell: Cell) -> Figure: ...

    def divided(self, indicator: str, by: str, cells: Iterable[Cell]) -> list[Part]: ...

    def spread(self, indicator: str, cell: Cell) -> Spread | None: ...

    def missing(self, indicator: str, cell: Cell) -> Figure: ...


@dataclass(frozen=True)
class ReportLine:
    """One figure. `group` says what `code` divides by; "missing" is the row of what is not in."""

    indicator: str  # M20 …
    name: str  # accepted, queued, …
    group: str  # total, source, outcome, month, provider, programme, missing, or a kind of place
    code: str
    cell: Cell  # the months, place and programme that it is of, which may be wider than asked for
    numerator: Figure
    basis: Basis
    denominator: Figure | None = None
    percent: int | None = None
    spread: Spread | None = None

    @property
    def period(self) -> Range:
        return self.cell.period


@dataclass(frozen=True)
class Scope:
    """What lines may divide by, and what they are read from."""

    query: ReportQuery
    reader: FigureReader
    programmes: tuple[str, ...]
    providers: tuple[str, ...]  # each the name of all its programmes together
    places: tuple[str, ...]  # municipalities, subregions and counties

    @property
    def cell(self) -> Cell:
        return self.query.cell


def lines(scope: Scope) -> list[ReportLine]:
    """All lines of the report that was asked for."""
    return list(_REPORTS[scope.query.report](scope))


def _demand(scope: Scope) -> Iterator[ReportLine]:
    yield _total(scope, "received")[0]
    yield from _split(scope, "accepted", "source", ReferrerKind)
    yield from _divided(scope, "accepted")
    yield _with_spread(scope, *_total(scope, "queued"))
    for line, cell in _cells(scope, "queued"):
        yield _with_spread(scope, line, cell)


def _waiting(scope: Scope) -> Iterator[ReportLine]:
    yield _with_spread(scope, *_total(scope, "met"))
    yield replace(_total(scope, "unmet")[0], group="missing", code="NOT_MET")
    yield _total(scope, "found")[0]
    for line, cell in _cells(scope, "met"):
        yield _with_spread(scope, line, cell)


def _support(scope: Scope) -> Iterator[ReportLine]:
    yield _total(scope, "supported")[0]
    yield _missing(scope, "supported", "NOT_SUPPORTED")
    yield from _divided(scope, "supported")
    if scope.reader.carries("children"):
        yield _total(scope, "children")[0]
        yield _missing(scope, "children", "CHILDREN_UNTOLD")
        yield from _divided(scope, "children")


def _outcomes(scope: Scope) -> Iterator[ReportLine]:
    yield from _split(scope, "ended", "outcome", Outcome)
    yield from _divided(scope, "ended")
    yield from _kept(scope)
    yield _missing(scope, "parted", "NO_MINIMUM")
    if scope.query.programme == ALL:
        for programme in scope.programmes:
            cell = replace(scope.cell, programme=programme)
            whole = scope.reader.figure("parted", cell)
            part = scope.reader.figure("parted", replace(cell, class_=KEPT))
            if part.value is not None:
                line = _line("parted", "programme", programme, cell, part)
                yield _with_spread(scope, _of(scope, line, whole), cell)


def _kept(scope: Scope) -> Iterator[ReportLine]:
    """Of the matches that ended, those that lasted; the table's own months where they differ."""
    cells = [replace(scope.cell, class_=class_) for class_ in (KEPT, SHORT)]
    parts = scope.reader.divided("parted", "kept", cells)
    lasted = [part for part in parts if part.code == KEPT]
    if not lasted:
        yield _with_spread(scope, *_total(scope, "parted"))
        return
    whole = sum_of(part.figure for part in parts)
    cell = replace(lasted[0].cell, class_=ALL)
    line = _line("parted", "total", "", cell, lasted[0].figure)
    yield _with_spread(scope, _of(scope, line, whole), cell)


_REPORTS: Mapping[Report, Callable[[Scope], Iterator[ReportLine]]] = {
    Report.DEMAND: _demand,
    Report.WAITING: _waiting,
    Report.SUPPORT: _support,
    Report.OUTCOMES: _outcomes,
}


def _named(name: str) -> Indicator:
    return INDICATORS.get(name) or OWN[name]


def _total(scope: Scope, name: str) -> tuple[ReportLine, Cell]:
    """The whole figure, of the months and the row that answer."""
    cell = scope.reader.at(name, scope.cell)
    code = "" if cell == replace(scope.cell, period=cell.period) else _narrowed(cell)
    return _line(name, "total", code, cell, scope.reader.figure(name, cell)), cell


def _narrowed(cell: Cell) -> str:
    """The place or programme of a row that takes in what was asked for."""
    return cell.place if cell.place != ALL else cell.programme


def _missing(scope: Scope, name: str, code: str) -> ReportLine:
    figure = scope.reader.missing(name, scope.cell)
    return _line(name, "missing", code, scope.cell, figure)


def _split(scope: Scope, name: str, group: str, classes: Iterable[str]) -> Iterator[ReportLine]:
    """The total, then its classes, which add up to what they are of."""
    yield _total(scope, name)[0]
    cells = [replace(scope.cell, class_=str(class_)) for class_ in classes]
    yield from _table(scope, name, group, cells)


def _divided(scope: Scope, name: str) -> Iterator[ReportLine]:
    """The same figure by month, programme and place, as parts of the whole."""
    for group, cells in _divisions(scope):
        for line in _table(scope, name, group, cells):
            is_part = _named(name).kind == "flow"
            yield line if is_part else replace(line, denominator=None, percent=None)


def _table(scope: Scope, name: str, group: str, cells: list[Cell]) -> Iterator[ReportLine]:
    """One table: shares are of the whole, or of the rows' sum where they are of other months."""
    parts = scope.reader.divided(name, group, cells)
    whole = scope.reader.figure(name, scope.cell)
    is_apart = any(part.cell.period != scope.cell.period for part in parts) and group != "month"
    if whole.value is None or is_apart:
        rows = scope.reader.divided(name, "programme", cells) if group == "provider" else parts
        whole = sum_of(row.figure for row in rows)
    for part in parts:
        yield _of(scope, _line(name, group, part.code, part.cell, part.figure), whole)


def _cells(scope: Scope, name: str) -> Iterator[tuple[ReportLine, Cell]]:
    for group, cells in _divisions(scope):
        for part in scope.reader.divided(name, group, cells):
            yield _line(name, group, part.code, part.cell, part.figure), part.cell


def _divisions(scope: Scope) -> Iterator[tuple[str, list[Cell]]]:
    cell = scope.cell
    yield "month", [replace(cell, period=Range(month, month)) for month in scope.query.period]
    if scope.query.programme == ALL:
        for group, codes in (("provider", scope.providers), ("programme", scope.programmes)):
            yield group, [replace(cell, programme=code) for code in codes]
    for group in PLACES:
        places = [place for place in scope.places if kind_of(place) == group]
        yield group, [replace(cell, place=place) for place in places]


def code_of(by: str, cell: Cell) -> str:
    """What a cell is of, divided by one thing."""
    match by:
        case "month":
            return cell.period.first
        case "programme" | "provider":
            return cell.programme
        case "source" | "outcome" | "kept":
            return cell.class_
        case _:
            return cell.place


def months_code(period: Range) -> str:
    """A row of time: a month, or several that are joined."""
    return period.first if period.first == period.last else f"{period.first}..{period.last}"


def kind_of(place: str) -> str:
    """Municipality, subregion or county."""
    kind, _, number = place.partition(":")
    return kind if number else "municipality"


def _line(name: str, group: str, code: str, cell: Cell, part: Figure) -> ReportLine:
    indicator = _named(name)
    return ReportLine(indicator.code, name, group, code, cell, part, indicator.basis)


def _of(scope: Scope, line: ReportLine, whole: Figure) -> ReportLine:
    share = percent(line.numerator, whole, least=scope.reader.least_for_percent)
    return replace(line, denominator=whole, percent=share)


def _with_spread(scope: Scope, line: ReportLine, cell: Cell) -> ReportLine:
    return replace(line, spread=scope.reader.spread(line.name, cell))


def longest(reader: FigureReader, names: tuple[str, ...], period: Range) -> Range:
    """The longest part, and of these the last, whose figures are all shown; else the period."""
    months = list(period)
    spans = reversed([*combinations_with_replacement(range(len(months)), 2)])
    for first, last in sorted(spans, key=lambda ends: ends[0] - ends[1]):
        part = Range(months[first], months[last])
        if all(reader.figure(name, Cell(part)).value is not None for name in names):
            return part
    return period
