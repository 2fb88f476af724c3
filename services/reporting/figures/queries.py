"""The two readers of figures: one counts an organisation's own facts live, one reads editions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from services.common import geography
from services.reporting.coverage.rules import PROVIDER, WITHHELD
from services.reporting.disclosure.cells import ALL, Kind
from services.reporting.disclosure.figures import (
    LEAST_FOR_PERCENT,
    LEAST_FOR_SENSITIVE_PERCENT,
    NOT_PUBLISHED,
    Figure,
    figure_of,
    sum_of,
)
from services.reporting.disclosure.joining import Codes, codes_of, name_of
from services.reporting.disclosure.published import Months, Published, TableRow, is_divided
from services.reporting.disclosure.tables import CLASS, PLACE, PROGRAMME
from services.reporting.editions.events import Spread
from services.reporting.editions.queries import InForce
from services.reporting.editions.rules import spread
from services.reporting.figures.domain import Cell
from services.reporting.figures.rules import Part, code_of, months_code
from services.reporting.indicators.catalogue import INDICATORS, MISSING, OWN, leading
from services.reporting.indicators.counted import Counted
from services.reporting.indicators.months import Range
from services.reporting.indicators.timeline import ReferralTimeline

_OF_OWN = {**INDICATORS, **OWN}


@dataclass(frozen=True)
class LiveFigures:
    """An organisation's own people, unprotected: it knows them anyway."""

    timelines: list[ReferralTimeline]
    least_for_percent: int = LEAST_FOR_PERCENT
    _counted: dict[tuple[str, Range], list[Counted]] = field(default_factory=dict)

    def carries(self, indicator: str) -> bool:
        return True

    def at(self, indicator: str, cell: Cell) -> Cell:
        return cell

    def figure(self, indicator: str, cell: Cell) -> Figure:
        return _figure(len(self._rows(indicator, cell)), cell.period)

    def divided(self, indicator: str, by: str, cells: Iterable[Cell]) -> list[Part]:
        return [Part(code_of(by, cell), cell, self.figure(indicator, cell)) for cell in cells]

    def spread(self, indicator: str, cell: Cell) -> Spread | None:
        values = [row.value or 0 for row in self._rows(indicator, cell)]
        return spread(values) if values else None

    def missing(self, indicator: str, cell: Cell) -> Figure:
        if indicator not in MISSING:
            return _figure(0, cell.period)
        rows = MISSING[indicator](leading(self.timelines), cell.period)
        return _figure(sum(_is_in(row, cell) for row in rows), cell.period)

    def _rows(self, indicator: str, cell: Cell) -> list[Counted]:
        key = (indicator, cell.period)
        if key not in self._counted:
            self._counted[key] = list(_OF_OWN[indicator].rows(self.timelines, cell.period))
        return [row for row in self._counted[key] if _is_in(row, cell)]


AXES = {
    "area": PLACE,
    "programme": PROGRAMME,
    "provider": PROGRAMME,
    "source": CLASS,
    "outcome": CLASS,
    "kept": CLASS,
}


@dataclass(frozen=True)
class PublishedFigures:
    """Everybody's people, from the editions in force: the rows that they show, no others.

    Rows are of whole rows of time, and of one way of dividing. Whoever asks for other months gets
    the nearest that there are; whoever asks for a place or programme, the row that it is in.
    """

    editions: InForce
    provided: Mapping[str, str] = field(default_factory=dict)  # whose each programme is
    least_for_percent: int = LEAST_FOR_SENSITIVE_PERCENT

    def carries(self, indicator: str) -> bool:
        return indicator in INDICATORS

    def at(self, indicator: str, cell: Cell) -> Cell:
        """The cell that answers: as asked where nothing does."""
        published = self.editions.published.get(indicator)
        axis = _axis(cell)
        if published is None or axis is None:
            return cell
        first, last = cell.period.first, cell.period.last
        if not axis:
            near = published.nearest(first, last)
            return replace(cell, period=Range(*near)) if near else cell
        for months, row in _rows_at(published, axis, first, last):
            if self._codes(cell, axis) <= set(row.codes):
                return _cell(Range(*months), axis, row.codes)
        older = published.nearest(first, last, _rest(cell))
        return replace(cell, period=Range(*older)) if older else cell

    def figure(self, indicator: str, cell: Cell) -> Figure:
        published = self.editions.published.get(indicator)
        axis = _axis(cell)
        if published is None or axis is None:
            return NOT_PUBLISHED
        first, last = cell.period.first, cell.period.last
        if not axis:
            return published.figure(first, last)
        for months, row in _rows_at(published, axis, first, last):
            if months == (first, last) and self._codes(cell, axis) <= set(row.codes):
                return row.figure
        return published.figure(first, last, _rest(cell))  # of editions before rows were joined

    def divided(self, indicator: str, by: str, cells: Iterable[Cell]) -> list[Part]:
        """The rows of the table, of whatever months it is; none beside a place or programme."""
        published = self.editions.published.get(indicator)
        wanted = list(cells)
        if published is None or not wanted or _axis(wanted[0]) != AXES.get(by, 0):
            return []  # beside a filter a division would be of two things
        first = min(cell.period.first for cell in wanted)
        last = max(cell.period.last for cell in wanted)
        if by == "month":
            return [
                Part(months_code(Range(*months)), Cell(Range(*months)), figure)
                for months, figure in published.rows(first, last)
            ]
        rows = _rows_at(published, AXES[by], first, last)
        if by == "provider":
            return list(self._by_provider(indicator, rows))
        parts = [
            Part(name_of(row.codes), _cell(Range(*months), AXES[by], row.codes), row.figure)
            for months, row in rows
        ]
        place = {code_of(by, cell): number for number, cell in enumerate(wanted)}
        return sorted(parts, key=lambda part: _first_of(part.code, place))

    def spread(self, indicator: str, cell: Cell) -> Spread | None:
        if cell.class_ != ALL or self.figure(indicator, cell).value is None:
            return None
        return self.editions.spread(
            indicator, cell.period, place=cell.place, programme=cell.programme
        )

    def missing(self, indicator: str, cell: Cell) -> Figure:
        return NOT_PUBLISHED

    def _codes(self, cell: Cell, axis: int) -> set[str]:
        """What the cell is of, as the rows name it."""
        if axis == PLACE:
            codes = codes_of(cell.place)
            return {self.editions.places.get(code, code) for code in codes}
        if axis == PROGRAMME:
            provider = cell.programme.removeprefix(PROVIDER)
            own = {code for code, of in self.provided.items() if of == provider}
            return own or set(codes_of(cell.programme))
        return set(codes_of(cell.class_))

    def _by_provider(self, indicator: str, rows: list[tuple[Months, TableRow]]) -> Iterator[Part]:
        """What adds up: an organisation whose programmes share no row with another's."""
        if INDICATORS[indicator].kind is Kind.PEOPLE:
            return
        for provider in dict.fromkeys(self.provided.values()):
            own = {code for code, of in self.provided.items() if of == provider}
            inside = [(months, row) for months, row in rows if set(row.codes) <= own]
            codes = {code for _, row in rows for code in row.codes}
            if inside and own & codes == {code for _, row in inside for code in row.codes}:
                cell = _cell(Range(*inside[0][0]), PROGRAMME, (f"{PROVIDER}{provider}",))
                yield Part(cell.programme, cell, sum_of(row.figure for _, row in inside))


def _axis(cell: Cell) -> int | None:
    """By what the cell narrows, 0 for by nothing; None for by two things, which is never said."""
    narrowed = [
        axis
        for axis, code in ((PLACE, cell.place), (PROGRAMME, cell.programme), (CLASS, cell.class_))
        if code != ALL
    ]
    return None if len(narrowed) > 1 else sum(narrowed)


def _rest(cell: Cell) -> tuple[str, str, str]:
    return cell.place, cell.programme, cell.class_


def _rows_at(
    published: Published, axis: int, first: str, last: str
) -> list[tuple[Months, TableRow]]:
    """The rows of a table; none where all are in one, which is the whole."""
    table = published.table(axis, first, last)
    return [(table[0], row) for row in table[1]] if table and is_divided(table[1]) else []


def _first_of(code: str, place: Mapping[str, int]) -> int:
    """Where a row stands: at the first of what is joined in it."""
    return min(place.get(each, len(place)) for each in codes_of(code))


def _cell(period: Range, axis: int, codes: Codes) -> Cell:
    narrowed = [name_of(codes) if each == axis else ALL for each in (PLACE, PROGRAMME, CLASS)]
    return Cell(period, *narrowed)


def _figure(count: int, period: Range) -> Figure:
    return figure_of(count, (f"{period.first}..{period.last}",))


def _is_in(row: Counted, cell: Cell) -> bool:
    if cell.class_ not in (ALL, row.class_):
        return False
    return is_in(row.timeline.programme, row.timeline.municipality, cell)


def is_in(programme: str | None, municipality: str | None, cell: Cell) -> bool:
    """Whether somebody of that programme and place is asked for."""
    if cell.programme not in (ALL, programme):
        return False
    return cell.place == ALL or cell.place in _above(municipality)


def _above(municipality: str | None) -> tuple[str, ...]:
    """A municipality and what it is part of, as filters name them."""
    if municipality is None:
        return (WITHHELD,)
    if municipality not in geography.municipalities():
        return (municipality,)
    return geography.areas_of(municipality)
