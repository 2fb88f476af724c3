"""Closing a month: from facts and earlier books to this edition's rows, cells and spreads.

Pure: no database, no clock. A late fact is booked in the month that is open when it becomes
known; what was published before is never counted again. Here is also what "complete" means.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import product
from math import ceil

from services.common.months import Month, month_of
from services.reporting.coverage.rules import BEGUN, ENDED, Grid
from services.reporting.disclosure.cells import ALL, Cells, Key, Kind, span
from services.reporting.disclosure.counting import USUAL_THRESHOLD, Row
from services.reporting.disclosure.edition import book, decide
from services.reporting.disclosure.figures import LEAST_FOR_MEDIAN, LEAST_FOR_NINE
from services.reporting.disclosure.joining import codes_of, name_of
from services.reporting.disclosure.published import Published
from services.reporting.disclosure.rows import WHOLE, rows_of
from services.reporting.disclosure.tables import PLACE, PROGRAMME
from services.reporting.editions.events import Booked, Reached, Spread
from services.reporting.indicators.catalogue import INDICATORS, Indicator
from services.reporting.indicators.counted import Counted, median
from services.reporting.indicators.months import Range, year_to
from services.reporting.indicators.timeline import ReferralTimeline
from shared.consumer.completeness import FRESH

Books = Mapping[str, tuple[Booked, ...]]
SPREAD = {  # the figures whose values are said: days or months, and to how many of them
    "met": (BEGUN, 5),
    "queued": (BEGUN, 5),
    "parted": (ENDED, 1),
}


@dataclass(frozen=True)
class EarlierEditions:
    """What earlier editions have booked and published, by indicator."""

    books: Books = field(default_factory=dict)
    cells: Mapping[str, Cells] = field(default_factory=dict)


@dataclass(frozen=True)
class ClosedMonth:
    """What an edition adds."""

    books: Books
    cells: Mapping[str, Cells]
    spreads: Mapping[str, Mapping[str, Spread]]


def close(
    month: Month,
    timelines: list[ReferralTimeline],
    *,
    grid: Grid,
    before: EarlierEditions,
    threshold: int = USUAL_THRESHOLD,
) -> ClosedMonth:
    """Count and protect what is new when `month` is over."""
    books: dict[str, tuple[Booked, ...]] = {}
    for name, indicator in INDICATORS.items():
        earlier = before.books.get(name, ())
        books[name] = _book(indicator, timelines, month=month, grid=grid, earlier=earlier)
    everything = {name: (*before.books.get(name, ()), *new) for name, new in books.items()}
    rows = {name: [_row(each, grid) for each in booked] for name, booked in everything.items()}
    cells = decide(grid.shape, rows, closing=month, before=before.cells, threshold=threshold)
    closed = ClosedMonth(books, cells, {})
    after = with_month(before, closed)
    return replace(
        closed, spreads={name: dict(_spreads(name, after, cells, grid)) for name in SPREAD}
    )


def with_month(before: EarlierEditions, closed: ClosedMonth) -> EarlierEditions:
    """What is booked and published once this month's edition is out as well."""
    books: dict[str, tuple[Booked, ...]] = dict(before.books)
    cells = dict(before.cells)
    for name, rows in closed.books.items():
        books[name] = (*books.get(name, ()), *rows)
    for name, added in closed.cells.items():
        cells[name] = cells.get(name, Cells()) | added
    return EarlierEditions(books, cells)


def _book(
    indicator: Indicator,
    timelines: list[ReferralTimeline],
    *,
    month: Month,
    grid: Grid,
    earlier: Iterable[Booked],
) -> tuple[Booked, ...]:
    if indicator.kind is not Kind.FLOW:
        counted = list(indicator.rows(timelines, Range(month, month)))
        return tuple(_booked(indicator, row, grid, month) for row in counted)
    counted = list(indicator.rows(timelines, Range("2000-01", month)))
    facts = [_row(_booked(indicator, row, grid, month_of(row.on)), grid) for row in counted]
    new = {row.who for row in book(facts, closing=month, booked={row.who for row in earlier})}
    return tuple(_booked(indicator, row, grid, month) for row in counted if row.who in new)


def _booked(indicator: Indicator, row: Counted, grid: Grid, month: Month) -> Booked:
    cell = (month, *grid.cell(row))
    known_to = row.known_to if indicator.senders_know else row.known_to[-1:]
    return Booked(who=row.who, cell=cell, known_to=known_to, value=row.value)


def _row(booked: Booked, grid: Grid) -> Row:
    return Row(booked.who, grid.placed(booked.cell), booked.known_to)


def _spreads(
    name: str, after: EarlierEditions, new: Mapping[str, Cells], grid: Grid
) -> Iterator[tuple[str, Spread]]:
    """Of every row that this edition adds and that has people enough, and of the year up to it."""
    level, unit = SPREAD[name]
    rows = [replace(row, cell=grid.placed(row.cell)) for row in after.books[name]]
    is_stock = INDICATORS[name].kind is Kind.STOCK
    keys = [key for key in new.get(name, Cells()).cells if key[3] == ALL]
    ends = [span(key[0])[1] for key in keys if key[1:] == WHOLE]
    begins = [first for first, _ in rows_of(level, after.cells)]
    for last in ends:
        year = year_to(last)
        keys += [(f"{first}..{last}", *WHOLE) for first in begins if first >= year.first]
    if not is_stock:
        keys += _keys_over_terms(name, after, keys)
    for key in dict.fromkeys(keys):
        at_end = [row for row in rows if row.cell[0] == span(key[0])[1]] if is_stock else rows
        yield from _spread_of(at_end, key, unit)


def _keys_over_terms(name: str, after: EarlierEditions, new: list[Key]) -> list[Key]:
    """The rows that several terms have in common, up to those that end now."""
    published = Published(INDICATORS[name].kind, after.cells.get(name, Cells()))
    keys = []
    for axis in (PLACE, PROGRAMME):
        ends = {span(key[0])[1] for key in new if key[axis] != ALL}
        begins = {span(key[0])[0] for key in published.cells.cells if key[axis] != ALL}
        for first, last in product(sorted(begins), ends):
            table = published.table(axis, first, last)
            if table is not None and table[0] == (first, last):
                for row in table[1]:
                    key = [f"{first}..{last}", *WHOLE]
                    key[axis] = name_of(row.codes)
                    keys.append(tuple(key))
    return keys


def _spread_of(rows: Iterable[Booked], key: Key, unit: int) -> Iterator[tuple[str, Spread]]:
    first, last = span(key[0])
    values = [
        row.value
        for row in rows
        if row.value is not None
        and first <= row.cell[0] <= last
        and all(
            wanted == ALL or row.cell[axis] in codes_of(wanted)
            for axis, wanted in enumerate(key[1:3], start=1)
        )
    ]
    if len(values) >= LEAST_FOR_MEDIAN:
        yield spread_key(Range(first, last), key[1], key[2]), spread(values, unit=unit)


def spread_key(period: Range, place: str, programme: str) -> str:
    return f"{period.first}..{period.last}|{place}|{programme}"


def spread(values: list[int], *, unit: int = 0) -> Spread:
    """The median and the ninth decile (nearest rank) of at least one value, to whole units."""
    nine = sorted(values)[ceil(0.9 * len(values)) - 1] if len(values) >= LEAST_FOR_NINE else None
    middle = median(values) or 0.0
    if not unit:
        return Spread(median=middle, nine_in_ten=nine)
    return Spread(
        median=float(_to(middle, unit)), nine_in_ten=None if nine is None else _to(nine, unit)
    )


def _to(value: float, unit: int) -> int:
    """The nearest multiple, half up."""
    return int(value / unit + 0.5) * unit


def is_complete(reached: Iterable[Reached], taken_at: datetime) -> bool:
    """Whether figures taken then have every fact: all that is known of is in, and known lately.

    An old word of a service proves nothing.
    """
    return all(
        source.at is not None
        and taken_at - source.at <= FRESH
        and source.position == source.head
        and not source.missing
        for source in reached
    )
