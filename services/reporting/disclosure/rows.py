"""The rows of time: months, joined until each row of them may be read.

There are levels: what is asked for, what begins, what ends. The rows of a level are unions of
those of the level that it lies within, so whatever one figure tells of another tells it of whole
rows. How many stand at the end of a row is said there and nowhere else; people of a longer time
are counted once, over whole rows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from services.common.months import Month, first_day, next_month
from services.reporting.disclosure.cells import ALL, Cells, Key, Kind, Shown, period_of, span
from services.reporting.disclosure.counting import (
    People,
    Row,
    is_safe,
    is_safe_rounded,
    people,
    rounded,
)

LONGEST = 24  # months of a range in which people are counted once
A_YEAR = 12
WHOLE = (ALL, ALL, ALL)  # every place, programme and class

Books = Mapping[str, Sequence[Row]]  # figure -> all rows booked so far
Published = Mapping[str, Cells]  # figure -> all that editions have said


@dataclass(frozen=True)
class Level:
    """Figures that have their rows in common: those that decide, and those that come along."""

    name: str
    deciding: tuple[str, ...]
    along: tuple[str, ...] = ()  # said where they may be read
    within: str = ""  # the level of whose rows these are unions


@dataclass(frozen=True)
class Counts:
    """All that is booked, as the closing month leaves it."""

    kinds: Mapping[str, Kind]
    books: Books
    threshold: int

    def people(self, figure: str, first: Month, last: Month) -> People:
        """Those of the months; of a stock those of the last one."""
        begin = last if self.kinds[figure] is Kind.STOCK else first
        return people(row for row in self.books.get(figure, ()) if begin <= row.key[0] <= last)

    def is_safe(self, counted: People) -> bool:
        return is_safe(counted, threshold=self.threshold)


def rows_of(level: Level, published: Published) -> list[tuple[Month, Month]]:
    """The rows of a level that editions have closed, oldest first."""
    cells = published.get(level.deciding[0], Cells()).cells
    periods = {key[0] for key in cells if key[1:] == WHOLE}
    rows = sorted(span(period) for period in periods)
    return [row for row in rows if not any(_is_inside(other, row) for other in rows)]


def close_rows(
    levels: Iterable[Level], counts: Counts, published: Published, *, closing: Month, began: Month
) -> Mapping[str, Mapping[Key, Shown]]:
    """What is new when the month closes: for each figure its newest row, if there is one."""
    new: dict[str, dict[Key, Shown]] = {}
    closed: set[str] = set()
    for level in levels:
        if level.within and level.within not in closed:
            continue
        rows = rows_of(level, published)
        first = next_month(rows[-1][1]) if rows else began
        if not may_be_row(level, counts, first, closing, rows):
            continue
        closed.add(level.name)
        for figure in (*level.deciding, *level.along):
            earlier = published.get(figure, Cells())
            new[figure] = dict(_cells(figure, counts, first, closing, rows, earlier))
    return new


def may_be_row(
    level: Level, counts: Counts, first: Month, last: Month, rows: Sequence[tuple[Month, Month]]
) -> bool:
    """Whether everybody may read all deciding figures of these months, some of them rounded."""
    return all(
        _may_be_exact(figure, counts, first, last, rows)
        or is_safe_rounded(counts.people(figure, first, last), threshold=counts.threshold)
        for figure in level.deciding
    )


def _may_be_exact(
    figure: str, counts: Counts, first: Month, last: Month, rows: Sequence[tuple[Month, Month]]
) -> bool:
    return all(counts.is_safe(some) for some in _groups(figure, counts, first, last, rows))


def _groups(
    figure: str, counts: Counts, first: Month, last: Month, rows: Sequence[tuple[Month, Month]]
) -> Iterator[People]:
    """What the row tells: of people also who came and who left since the row before."""
    here = counts.people(figure, first, last)
    yield here
    if counts.kinds[figure] is Kind.PEOPLE and rows:
        before = counts.people(figure, *rows[-1])
        yield {who: names for who, names in here.items() if who not in before}
        yield {who: names for who, names in before.items() if who not in here}


def _cells(
    figure: str,
    counts: Counts,
    first: Month,
    last: Month,
    rows: Sequence[tuple[Month, Month]],
    earlier: Cells,
) -> Iterator[tuple[Key, Shown]]:
    """The row, and of people the ranges that end with it: exact where all rows in them are.

    Of rounded ones there is the longest within a year alone: many that overlap would tell more
    than each of them.
    """
    begins = [first]
    if counts.kinds[figure] is Kind.PEOPLE:
        begins += [begin for begin, _ in rows if _months(begin, last) <= LONGEST]
    years = [begin for begin in begins if _months(begin, last) <= A_YEAR]
    is_exact = _may_be_exact(figure, counts, first, last, rows)
    not_exact = [row[0] for row in rows if earlier.cells.get(_whole(*row)) is None]
    for begin in begins:
        counted = counts.people(figure, begin, last)
        if is_exact and not any(begin <= month for month in not_exact):
            yield _whole(begin, last), len(counted)
        elif begin in (first, min(years, default=first)) and is_safe_rounded(
            counted, threshold=counts.threshold
        ):
            yield _whole(begin, last, is_rounded=True), rounded(len(counted))
        elif begin == first:
            yield _whole(begin, last), None


def _whole(first: Month, last: Month, *, is_rounded: bool = False) -> Key:
    return (period_of(first, last, is_rounded=is_rounded), *WHOLE)


def _months(first: Month, last: Month) -> int:
    begin, end = first_day(first), first_day(last)
    return (end.year - begin.year) * 12 + end.month - begin.month + 1


def _is_inside(inner: tuple[Month, Month], outer: tuple[Month, Month]) -> bool:
    return inner != outer and outer[0] <= inner[0] and inner[1] <= outer[1]
