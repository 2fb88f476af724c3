"""The lines of each report: which figures it has, each with numerator and denominator.

A report is written once and asks a `FigureReader`, so what one may see is decided there alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement
from typing import Protocol

from services.common.codes import Basis, Outcome, ReferrerKind
from services.reporting.disclosure.cube import ALL
from services.reporting.disclosure.figures import Figure, percent
from services.reporting.editions.events import Spread
from services.reporting.figures.domain import Cell, Report, ReportQuery
from services.reporting.indicators.catalogue import INDICATORS, OWN, Indicator
from services.reporting.indicators.months import Range
from services.reporting.indicators.outcomes import KEPT

PLACES = ("county", "subregion", "municipality")


class FigureReader(Protocol):
    """Where figures are read: an organisation's own facts, or editions."""

    @property
    def least_for_percent(self) -> int: ...

    def carries(self, indicator: str) -> bool: ...

    def figure(self, indicator: str, cell: Cell) -> Figure: ...

    def spread(self, indicator: str, cell: Cell) -> Spread | None: ...

    def missing(self, indicator: str, cell: Cell) -> Figure: ...

    def nearest(self, period: Range) -> Range | None: ...


@dataclass(frozen=True)
class ReportLine:
    """One figure. `group` says what `code` divides by; "missing" is the row of what is not in."""

    indicator: str  # M20 …
    name: str  # accepted, queued, …
    group: str  # total, source, outcome, month, provider, programme, missing, or a kind of place
    code: str
    numerator: Figure
    basis: Basis
    denominator: Figure | None = None
    percent: int | None = None
    spread: Spread | None = None


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
    yield _total(scope, "received")
    yield from _split(scope, "accepted", "source", ReferrerKind)
    yield from _divided(scope, "accepted")
    yield _total(scope, "queued")
    yield from _divided(scope, "queued")


def _waiting(scope: Scope) -> Iterator[ReportLine]:
    yield _with_spread(scope, _total(scope, "met"), scope.cell)
    yield replace(_total(scope, "unmet"), group="missing", code="NOT_MET")
    yield _total(scope, "found")
    for line, cell in _cells(scope, "met"):
        yield _with_spread(scope, line, cell)


def _support(scope: Scope) -> Iterator[ReportLine]:
    yield _total(scope, "supported")
    yield _missing(scope, "supported", "NOT_SUPPORTED")
    yield from _divided(scope, "supported")
    if scope.reader.carries("children"):
        yield _total(scope, "children")
        yield _missing(scope, "children", "CHILDREN_UNTOLD")
        yield from _divided(scope, "children")


def _outcomes(scope: Scope) -> Iterator[ReportLine]:
    yield from _split(scope, "ended", "outcome", Outcome)
    yield from _divided(scope, "ended")
    kept = replace(scope.cell, class_=KEPT)
    whole = scope.reader.figure("parted", scope.cell)
    line = _line(scope, "parted", "total", "", scope.reader.figure("parted", kept), whole)
    yield _with_spread(scope, line, scope.cell)
    yield _missing(scope, "parted", "NO_MINIMUM")
    if scope.query.programme == ALL:
        for programme in scope.programmes:
            cell = replace(scope.cell, programme=programme)
            part = scope.reader.figure("parted", replace(cell, class_=KEPT))
            whole = scope.reader.figure("parted", cell)
            line = _line(scope, "parted", "programme", programme, part, whole)
            yield _with_spread(scope, line, cell)


_REPORTS: Mapping[Report, Callable[[Scope], Iterator[ReportLine]]] = {
    Report.DEMAND: _demand,
    Report.WAITING: _waiting,
    Report.SUPPORT: _support,
    Report.OUTCOMES: _outcomes,
}


def _named(name: str) -> Indicator:
    return INDICATORS.get(name) or OWN[name]


def _total(scope: Scope, name: str) -> ReportLine:
    return _line(scope, name, "total", "", scope.reader.figure(name, scope.cell))


def _missing(scope: Scope, name: str, code: str) -> ReportLine:
    return _line(scope, name, "missing", code, scope.reader.missing(name, scope.cell))


def _split(scope: Scope, name: str, group: str, classes: Iterable[str]) -> Iterator[ReportLine]:
    """The total, then each class of it; the classes add up to the total."""
    whole = scope.reader.figure(name, scope.cell)
    yield _line(scope, name, "total", "", whole)
    for class_ in classes:
        part = scope.reader.figure(name, replace(scope.cell, class_=str(class_)))
        yield _line(scope, name, group, str(class_), part, whole)


def _divided(scope: Scope, name: str) -> Iterator[ReportLine]:
    """The same figure by month, programme and municipality, as parts of the whole."""
    whole = scope.reader.figure(name, scope.cell)
    for line, _ in _cells(scope, name):
        yield _of(scope, line, whole) if _named(name).kind == "flow" else line


def _cells(scope: Scope, name: str) -> Iterator[tuple[ReportLine, Cell]]:
    for group, code, cell in _divisions(scope):
        yield _line(scope, name, group, code, scope.reader.figure(name, cell)), cell


def _divisions(scope: Scope) -> Iterator[tuple[str, str, Cell]]:
    for month in scope.query.period:
        yield "month", month, replace(scope.cell, period=Range(month, month))
    if scope.query.programme == ALL:
        for provider in scope.providers:
            yield "provider", provider, replace(scope.cell, programme=provider)
        for programme in scope.programmes:
            yield "programme", programme, replace(scope.cell, programme=programme)
    for place in scope.places:
        yield kind_of(place), place, replace(scope.cell, place=place)


def kind_of(place: str) -> str:
    """Municipality, subregion or county."""
    kind, _, number = place.partition(":")
    return kind if number else "municipality"


def _line(
    scope: Scope, name: str, group: str, code: str, part: Figure, whole: Figure | None = None
) -> ReportLine:
    indicator = _named(name)
    line = ReportLine(indicator.code, name, group, code, part, indicator.basis)
    return _of(scope, line, whole) if whole else line


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
