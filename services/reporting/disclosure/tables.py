"""The tables of a term: one way of dividing at a time, its rows joined until all may be read.

A term ends with the first row of time that reaches the end of a half-year. A table divides in one
way only: as every row of every table is nought or enough for everybody, a crossing of two
tables keeps a range as wide as the smallest of their rows.

Terms never overlap. A longer time is the sum of its terms, in the rows that all of them can give:
a finer table over two terms would bound what each of them holds.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from services.common.months import Month, months_between, next_month
from services.reporting.disclosure.cells import (
    ALL,
    Cells,
    Key,
    Kind,
    Shown,
    ends_half,
    is_older,
    period_of,
    span,
)
from services.reporting.disclosure.counting import (
    People,
    Row,
    are_safe_rounded,
    is_safe_class,
    people,
    rounded,
)
from services.reporting.disclosure.joining import Codes, joined, name_of
from services.reporting.disclosure.rows import WHOLE, Counts, Level, Published, rows_of

PLACE, PROGRAMME, CLASS = 1, 2, 3  # where a key says it
Table = list[Codes]
Term = tuple[Month, Month]


@dataclass(frozen=True)
class Division:
    """One way of dividing the figures of a level."""

    level: Level
    axis: int  # PLACE, PROGRAMME or CLASS
    figures: tuple[str, ...]  # all are divided into the same rows
    leaves: tuple[str, ...]  # in the order in which they may be joined
    along: tuple[str, ...] = ()  # figures whose rows are joined further where they must be
    all_tell: bool = False  # whether having nobody in a row tells as much as having a few


@dataclass
class Closing:
    """The tables of one term while they are made."""

    counts: Counts
    published: Published
    began: str
    new: dict[str, dict[Key, Shown]] = field(default_factory=dict)
    made: dict[tuple[str, int], Table] = field(default_factory=dict)  # by level and axis

    def close(self, division: Division) -> None:
        """Add the table of the term that ends now, if one does."""
        rows = rows_of(division.level, self.published)
        terms = terms_of(division, self.published)
        first = next_month(max(last for _, last in terms)) if terms else self.began
        if not rows or not any(map(ends_half, months_between(first, rows[-1][1]))):
            return
        term = (first, rows[-1][1])
        table = joined(self._leaves(division), lambda row: self._may_be_read(division, term, row))
        if division.all_tell and len(table) < 2:
            table = self._rounded(division, term) or table
            self._say(division, term, table, division.figures[0], is_rounded=len(table) > 1)
            return
        self.made[division.level.name, division.axis] = table
        for figure in division.figures:
            adds_nothing = self._adds_nothing(figure, term)
            self._say(division, term, table, figure, is_rounded=not adds_nothing)
        for figure in division.along:
            self._say(division, term, self._further(division, figure, term, table), figure)

    def _adds_nothing(self, figure: str, term: Term) -> bool:
        """Whether the sum of a table of people tells no more than the rows of time do."""
        if self.counts.kinds[figure] is not Kind.PEOPLE:
            return True
        return (period_of(*term), *WHOLE) in self.published.get(figure, Cells()).cells

    def _leaves(self, division: Division) -> Table:
        """Each by itself, or the rows into which the level around is divided."""
        around = self.made.get((division.level.within, division.axis))
        return around or [(leaf,) for leaf in division.leaves]

    def _rounded(self, division: Division, term: Term) -> Table:
        """Classes to the nearest five; none where one of them could still be worked out."""
        figure = division.figures[0]

        def counted(row: Codes) -> People:
            return people(self._inside(division, figure, term, row))

        threshold = self.counts.threshold
        rows = joined(self._leaves(division), lambda row: len(counted(row)) >= threshold)
        while len(rows) > 1 and not are_safe_rounded([*map(counted, rows)], threshold=threshold):
            rows[-2:] = [rows[-2] + rows[-1]]
        return rows if len(rows) > 1 else []

    def _may_be_read(self, division: Division, term: Term, row: Codes) -> bool:
        return all(self._is_safe(division, name, term, row) for name in division.figures)

    def _further(self, division: Division, figure: str, term: Term, table: Table) -> Table:
        """The rows of the table, joined until this figure may be read too."""
        return joined(table, lambda row: self._is_safe(division, figure, term, row))

    def _is_safe(self, division: Division, figure: str, term: Term, codes: Codes) -> bool:
        inside = people(self._inside(division, figure, term, codes))
        if not division.all_tell:
            return self.counts.is_safe(inside)
        whole = self.counts.people(figure, *term)
        return is_safe_class(inside, whole, threshold=self.counts.threshold)

    def _inside(self, division: Division, figure: str, term: Term, codes: Codes) -> Iterator[Row]:
        first, last = term
        if self.counts.kinds[figure] is Kind.STOCK:
            first = last
        for row in self.counts.books.get(figure, ()):
            if first <= row.key[0] <= last and row.key[division.axis] in codes:
                yield row

    def _say(
        self,
        division: Division,
        term: Term,
        table: Table,
        figure: str,
        *,
        is_rounded: bool = False,
    ) -> None:
        cells = self.new.setdefault(figure, {})
        for codes in table:
            key = [period_of(*term, is_rounded=is_rounded), ALL, ALL, ALL]
            key[division.axis] = name_of(codes)
            count = len(people(self._inside(division, figure, term, codes)))
            cells[tuple(key)] = rounded(count) if is_rounded else count


def terms_of(division: Division, published: Published) -> list[Term]:
    """The months that tables of this kind are of, and all that older editions closed."""
    cells = published.get(division.figures[0], Cells()).cells
    divided = {
        key[0] for key in cells if key[division.axis] != ALL and key.count(ALL) == len(WHOLE) - 1
    }
    return sorted(span(period) for period in divided | {k[0] for k in cells if is_older(k[0])})
