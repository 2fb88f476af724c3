"""Reading editions: a figure for a range of months, from published cells and nothing else."""

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cached_property

from services.common.months import months_between, next_month
from services.reporting.disclosure.cells import (
    ALL,
    Cells,
    Kind,
    Shown,
    is_half,
    is_older,
    is_rounded,
    span,
)
from services.reporting.disclosure.figures import (
    NOT_PUBLISHED,
    SUPPRESSED,
    Figure,
    figure_of,
    sum_of,
)
from services.reporting.disclosure.joining import Codes, codes_of, common
from services.reporting.disclosure.rows import WHOLE
from services.reporting.disclosure.tables import CLASS

Rest = tuple[str, ...]  # place, programme and class
Months = tuple[str, str]


@dataclass(frozen=True)
class TableRow:
    """One row of a table: what was joined in it, and its number."""

    codes: Codes
    figure: Figure


@dataclass(frozen=True)
class Published:
    """All that the editions up to one say about one figure."""

    kind: Kind
    cells: Cells

    def figure(self, first: str, last: str, rest: Rest = WHOLE) -> Figure:
        """The figure of the whole months from `first` to `last`."""
        mine = self._by_rest.get(rest, {})
        match self.kind:
            case Kind.FLOW:
                periods = _path(first, last, {p for p, n in mine.items() if n is not None})
            case Kind.STOCK:
                periods = _matching(mine, lambda months: months[1] == last)
            case Kind.PEOPLE:
                periods = _matching(mine, lambda months: months == (first, last))
        if not periods:
            covered = {month for period in mine for month in months_between(*span(period))}
            return SUPPRESSED if set(months_between(first, last)) <= covered else NOT_PUBLISHED
        values = [mine[period] for period in periods]
        if None in values:
            return SUPPRESSED
        total = sum(value or 0 for value in values)
        return figure_of(total, periods, is_rounded=any(map(is_rounded, periods)))

    def rows(self, first: str, last: str) -> list[tuple[Months, Figure]]:
        """The rows of time within the months, oldest first: of people each by itself."""
        mine = self._by_rest.get(WHOLE, {})
        spans = sorted({span(period) for period in mine if not is_half(period)})
        inside = [s for s in spans if first <= s[0] and s[1] <= last]
        shortest = [s for s in inside if not any(_is_part(other, s) for other in spans)]
        return [(s, self.figure(*s)) for s in shortest]

    def table(self, axis: int, first: str, last: str) -> tuple[Months, list[TableRow]] | None:
        """The table for these months, or for those of its terms that lie in them.

        With none inside the newest one before. Several terms of things that add up make one table
        of the rows that all of them can give: as many of the last ones as leave two rows, and half
        of what fewer would have, so that a coarse term spoils no finer one. None for no table.
        """
        tables = self._tables.get(axis, {})
        if (first, last) in tables:
            return (first, last), _table(tables[first, last])
        inside = [term for term in tables if first <= term[0] and term[1] <= last]
        longest = [t for t in sorted(inside) if not any(_is_part(t, other) for other in inside)]
        apart = _follow(longest)
        if self.kind is Kind.FLOW and apart:
            several = [apart[begin:] for begin in range(len(apart))]
            sums = [(each, _sum([tables[term] for term in each])) for each in several]
            most = max(divided_into(rows) for _, rows in sums)
            enough = min(most, max(2, most / 2))
            best, rows = next(each for each in sums if divided_into(each[1]) >= enough)
            return (best[0][0], best[-1][1]), rows
        ended = [term for term in tables if term[1] <= last] or list(tables)
        if not ended:
            return None
        newest = max(ended, key=lambda term: (term[1], term[0]))
        return newest, _table(tables[newest])

    def nearest(self, first: str, last: str, rest: Rest = WHOLE) -> Months | None:
        """The longest range within the asked one that has a figure here; the newest of equals."""
        months = months_between(first, last)
        ranges = [(a, b) for a in months for b in months if a <= b]
        ranges.sort(key=lambda ab: (months.index(ab[1]) - months.index(ab[0]), ab), reverse=True)
        shown = (each for each in ranges if self.figure(*each, rest).value is not None)
        return next(shown, None)

    @cached_property
    def _by_rest(self) -> Mapping[Rest, Mapping[str, Shown]]:
        """For place, programme and class what each period says."""
        by_rest: dict[Rest, dict[str, Shown]] = {}
        for (period, *rest), shown in self.cells.cells.items():
            by_rest.setdefault(tuple(rest), {})[period] = shown
        return by_rest

    @cached_property
    def _tables(self) -> Mapping[int, Mapping[Months, Mapping[Codes, Figure]]]:
        """For each way of dividing and each term the rows; every row of them is shown."""
        tables: dict[int, dict[Months, dict[Codes, Figure]]] = {}
        for key, shown in self.cells.cells.items():
            axes = [axis for axis in range(1, CLASS + 1) if key[axis] != ALL]
            if len(axes) == 1 and not is_older(key[0]) and shown is not None:
                terms = tables.setdefault(axes[0], {})
                figure = figure_of(shown, key[:1], is_rounded=is_rounded(key[0]))
                terms.setdefault(span(key[0]), {})[codes_of(key[axes[0]])] = figure
        return tables


def divided_into(rows: Iterable[TableRow]) -> int:
    """How many rows have somebody in them."""
    return sum(bool(row.figure.value) for row in rows)


def is_divided(rows: Iterable[TableRow]) -> bool:
    """Whether they say more than the whole does: everybody is not joined in one row."""
    with_people = [row for row in rows if row.figure.value]
    return len(with_people) > 1 or any(len(row.codes) == 1 for row in with_people)


def _table(rows: Mapping[Codes, Figure]) -> list[TableRow]:
    return [TableRow(codes, figure) for codes, figure in rows.items()]


def _sum(tables: list[Mapping[Codes, Figure]]) -> list[TableRow]:
    """The tables together, in the rows that all of them can give."""
    return [
        TableRow(
            row,
            sum_of(
                figure
                for table in tables
                for codes, figure in table.items()
                if set(codes) <= set(row)
            ),
        )
        for row in common([list(table) for table in tables])
    ]


def _follow(terms: list[Months]) -> list[Months]:
    """The last of them that follow each other without overlapping."""
    apart: list[Months] = []
    for term in reversed(terms):
        if not apart or next_month(term[1]) == apart[0][0]:
            apart.insert(0, term)
    return apart


def _is_part(inner: Months, outer: Months) -> bool:
    return inner != outer and outer[0] <= inner[0] and inner[1] <= outer[1]


def _path(first: str, last: str, shown: Set[str]) -> tuple[str, ...]:
    """Shown periods that follow each other from `first` to `last`, the longest first."""
    if first > last:
        return ()
    starting = (period for period in shown if span(period)[0] == first and span(period)[1] <= last)
    for period in sorted(starting, key=lambda p: span(p)[1], reverse=True):
        end = span(period)[1]
        rest = _path(next_month(end), last, shown)
        if end == last or rest:
            return (period, *rest)
    return ()


def _matching(periods: Iterable[str], wanted: Callable[[Months], bool]) -> tuple[str, ...]:
    """One period that answers; a half-year rather than a month, which may carry more."""
    matching = sorted((p for p in periods if wanted(span(p))), key=is_half)
    return (matching[-1],) if matching else ()
