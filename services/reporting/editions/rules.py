"""Closing a month: from facts and earlier books to this edition's rows, cells and spreads.

Pure: no database, no clock. A late fact is booked in the month that is open when it becomes
known; what was published before is never counted again. Here is also what "complete" means.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import product
from math import ceil

from services.common.months import Month, month_of
from services.reporting.coverage.rules import Grid
from services.reporting.disclosure.counting import Row
from services.reporting.disclosure.cube import ALL
from services.reporting.disclosure.edition import book, decide
from services.reporting.disclosure.figures import Published, may_show_median
from services.reporting.disclosure.layout import Kind, half_of, is_last, months_of
from services.reporting.disclosure.protect import USUAL_THRESHOLD, Protected
from services.reporting.editions.events import Booked, Reached, Spread
from services.reporting.indicators.catalogue import INDICATORS, Indicator
from services.reporting.indicators.counted import Counted, median
from services.reporting.indicators.months import Range, year_to
from services.reporting.indicators.timeline import ReferralTimeline
from shared.consumer.completeness import FRESH

Books = Mapping[str, tuple[Booked, ...]]
LEAST_FOR_NINE = 20  # below that nine in ten would be one person's value
SPREAD = ("met", "parted")  # the indicators whose values are said


@dataclass(frozen=True)
class EarlierEditions:
    """What earlier editions have booked and published, by indicator."""

    books: Books = field(default_factory=dict)
    cells: Mapping[str, Protected] = field(default_factory=dict)


@dataclass(frozen=True)
class ClosedMonth:
    """What an edition adds."""

    books: Books
    cells: Mapping[str, Protected]
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
    cells: dict[str, Protected] = {}
    spreads: dict[str, Mapping[str, Spread]] = {}
    for name, indicator in INDICATORS.items():
        earlier = before.books.get(name, ())
        books[name] = _book(indicator, timelines, month=month, grid=grid, earlier=earlier)
        rows = (*earlier, *books[name])
        decided = before.cells.get(name, Protected())
        layout = grid.layout(indicator)
        cells[name] = decide(
            layout, _of_half(rows, month), closing=month, before=decided, threshold=threshold
        )
        if name in SPREAD:
            published = Published(layout, decided | cells[name])
            spreads[name] = dict(_spreads(rows, published, grid, month, threshold))
    return ClosedMonth(books, cells, spreads)


def with_month(before: EarlierEditions, closed: ClosedMonth) -> EarlierEditions:
    """What is booked and published once this month's edition is out as well."""
    books: dict[str, tuple[Booked, ...]] = dict(before.books)
    cells = dict(before.cells)
    for name, rows in closed.books.items():
        books[name] = (*books.get(name, ()), *rows)
    for name, added in closed.cells.items():
        cells[name] = cells.get(name, Protected()) | added
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
    facts = [_row(_booked(indicator, row, grid, month_of(row.on))) for row in counted]
    new = {row.who for row in book(facts, closing=month, booked={row.who for row in earlier})}
    return tuple(_booked(indicator, row, grid, month) for row in counted if row.who in new)


def _booked(indicator: Indicator, row: Counted, grid: Grid, month: Month) -> Booked:
    cell = (month, *grid.cell(indicator, row))
    known_to = row.known_to if indicator.senders_know else row.known_to[-1:]
    return Booked(who=row.who, cell=cell, known_to=known_to, value=row.value)


def _row(booked: Booked) -> Row:
    return Row(booked.who, booked.cell, booked.known_to)


def _of_half(rows: Iterable[Booked], month: Month) -> list[Row]:
    return [_row(row) for row in rows if half_of(row.cell[0]) == half_of(month)]


def _spreads(
    rows: Iterable[Booked], published: Published, grid: Grid, month: Month, threshold: int
) -> Iterable[tuple[str, Spread]]:
    """Of every range that ends now and whose number of people is shown and not small.

    Ranges are the last one to twelve months of the region by programme; with a half-year's
    last month also that half-year and the year before it, by place.
    """
    rows = list(rows)
    groups = published.layout.groups
    programmes = dict.fromkeys((ALL, *published.layout.programmes, *groups.values()))
    year, half = year_to(month), months_of(half_of(month))
    wanted = [(first, ALL) for first in year]
    if is_last(month):
        wanted += product((half[0], year.first), published.layout.places)
    for first, place in wanted:
        for programme in programmes:
            n = published.figure(first=first, last=month, place=place, programme=programme)
            if may_show_median(n, threshold=threshold):
                values = [
                    row.value
                    for row in rows
                    if row.value is not None
                    and first <= row.cell[0] <= month
                    and _is_in(row, place, programme, grid, groups)
                ]
                yield spread_key(Range(first, month), place, programme), spread(values)


def spread_key(period: Range, place: str, programme: str) -> str:
    return f"{period.first}..{period.last}|{place}|{programme}"


def spread(values: list[int]) -> Spread:
    """The median and the ninth decile (nearest rank) of at least one value."""
    nine = sorted(values)[ceil(0.9 * len(values)) - 1] if len(values) >= LEAST_FOR_NINE else None
    return Spread(median=median(values) or 0.0, nine_in_ten=nine)


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


def _is_in(row: Booked, place: str, programme: str, grid: Grid, groups: Mapping[str, str]) -> bool:
    if programme not in (ALL, row.cell[2], groups.get(row.cell[2])):
        return False
    around = row.cell[1]
    while around not in (place, ALL):
        around = grid.parents.get(around, ALL)
    return around == place
