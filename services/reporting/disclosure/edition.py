"""One edition's decisions: a month is closed once, and what was published stays as it was.

The rows that a month is counted from are its *book*. The edition that closes the month keeps the
book, and every later edition counts from it, never anew. So no figure is ever re-issued, and
nothing can be learned by comparing editions.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from services.common.months import Month
from services.reporting.disclosure.cells import Cells, Key, Kind, Shown
from services.reporting.disclosure.counting import LEAST_THRESHOLD, USUAL_THRESHOLD, Row
from services.reporting.disclosure.rows import Books, Counts, Level, Published, close_rows
from services.reporting.disclosure.tables import Closing, Division


@dataclass(frozen=True)
class Shape:
    """What is counted, and how it is divided."""

    kinds: Mapping[str, Kind]  # of each figure
    levels: tuple[Level, ...]  # each after the one that it lies within
    divisions: tuple[Division, ...]  # likewise


def book(facts: Iterable[Row], *, closing: Month, booked: Set[Hashable]) -> list[Row]:
    """The rows of the closing month: its own facts, and earlier ones that came too late.

    For figures of kind FLOW. A late fact is counted in the month that is being closed when it
    becomes known, as in accounting: it is in the totals of the year, once, and opens no book.
    """
    return [
        replace(fact, key=(closing, *fact.key[1:]))
        for fact in facts
        if fact.key[0] <= closing and fact.who not in booked
    ]


def decide(
    shape: Shape,
    books: Books,
    *,
    closing: Month,
    before: Published,
    threshold: int = USUAL_THRESHOLD,
) -> Mapping[str, Cells]:
    """What the edition that closes the month `closing` adds to what was published `before`.

    `books` are the rows of all closed months with this one's. Months are closed in order, one
    call each; the first row that reaches the end of a half-year brings its tables.
    """
    if threshold < LEAST_THRESHOLD:
        raise ValueError(f"A threshold of {threshold} is below the least, {LEAST_THRESHOLD}.")
    counts = Counts(shape.kinds, books, threshold)
    began = _first_month(books, closing)
    new = close_rows(shape.levels, counts, before, closing=closing, began=began)
    tables = Closing(counts, _with(before, new), began)
    for division in shape.divisions:
        tables.close(division)
    return {figure: Cells(cells) for figure, cells in _together(new, tables.new).items()}


def _first_month(books: Books, closing: Month) -> Month:
    return min((row.key[0] for rows in books.values() for row in rows), default=closing)


def _with(before: Published, new: Mapping[str, Mapping[Key, Shown]]) -> Published:
    return {**before, **{name: before.get(name, Cells()) | Cells(new[name]) for name in new}}


def _together(
    *several: Mapping[str, Mapping[Key, Shown]],
) -> Mapping[str, Mapping[Key, Shown]]:
    names: Sequence[str] = [name for each in several for name in each]
    return {
        name: {key: shown for each in several for key, shown in each.get(name, {}).items()}
        for name in dict.fromkeys(names)
    }
