"""Editions over time: what they say adds up, and never changes."""

from collections.abc import Iterable
from datetime import date
from functools import cache

import pytest

from services.common.months import last_day, month_of
from services.reporting.coverage.rules import LEVELS, Grid, grid
from services.reporting.disclosure.cells import ALL, Cells, is_rounded, span
from services.reporting.disclosure.counting import rounded
from services.reporting.disclosure.figures import sum_of
from services.reporting.disclosure.joining import codes_of
from services.reporting.disclosure.published import Published
from services.reporting.disclosure.rows import rows_of
from services.reporting.disclosure.tables import PLACE, PROGRAMME
from services.reporting.editions.rules import ClosedMonth, EarlierEditions, close, with_month
from services.reporting.facts.queries import Area
from services.reporting.indicators.catalogue import INDICATORS
from services.reporting.indicators.months import Range
from services.reporting.indicators.timeline import ReferralTimeline
from tests.reporting.region import PROVIDED, families

HALF = Range("2026-01", "2026-06")
TOWNS = ("853", "202", "734", "400")
PROGRAMMES = ("kaveri", "perhekummi", "perhelinja")
PROVIDERS = {code: PROVIDED[code] for code in PROGRAMMES}
FLOWS = ("received", "accepted", "found", "met", "ended", "parted")


def small() -> Grid:
    return grid([Area(PROGRAMMES, TOWNS, ())], PROVIDERS)


def recorded(timelines: Iterable[ReferralTimeline], *, by: date) -> list[ReferralTimeline]:
    """What has been written down by then: one in nine is told a month late."""
    return [
        timeline
        for timeline in timelines
        if timeline.referred_on
        and (timeline.referral_id.int % 9 or month_of(timeline.referred_on) < month_of(by))
        and timeline.referred_on <= by
    ]


@cache
def published() -> tuple[EarlierEditions, list[ClosedMonth]]:
    """Six editions, one after the other: all that they say together, and each one's own."""
    everybody = families(900, first=date(2025, 7, 1))
    timelines = [timeline for timeline in everybody if timeline.programme in PROGRAMMES]
    before, each = EarlierEditions(), []
    for month in HALF:
        known_by_then = recorded(timelines, by=last_day(month))
        each.append(close(month, known_by_then, grid=small(), before=before))
        before = with_month(before, each[-1])
    return before, each


def test_a_cell_is_decided_once() -> None:
    _, each = published()
    for name in INDICATORS:
        keys = [key for closed in each for key in closed.cells.get(name, Cells()).cells]
        assert len(keys) == len(set(keys))


def test_what_comes_late_is_booked_once_in_the_month_then_open() -> None:
    before, each = published()
    booked = [booking.who for booking in before.books["received"]]
    assert len(booked) == len(set(booked))
    for month, closed in zip(HALF, each, strict=True):
        assert {booking.cell[0] for booking in closed.books["received"]} <= {month}


@pytest.mark.parametrize("name", FLOWS)
def test_every_number_is_the_rows_that_are_in_it(name: str) -> None:
    before, _ = published()
    rows = [small().placed(booked.cell) for booked in before.books[name]]
    for key, shown in before.cells[name].cells.items():
        first, last = span(key[0])
        inside = [
            row
            for row in rows
            if first <= row[0] <= last
            and all(
                wanted == ALL or own in codes_of(wanted)
                for own, wanted in zip(row[1:], key[1:], strict=True)
            )
        ]
        assert shown == (rounded(len(inside)) if is_rounded(key[0]) else len(inside)), key


@pytest.mark.parametrize("name", FLOWS)
def test_tables_add_up_to_the_rows_of_time(name: str) -> None:
    before, _ = published()
    published_ = Published(INDICATORS[name].kind, before.cells[name])
    for axis in (PLACE, PROGRAMME):
        table = published_.table(axis, HALF.first, HALF.last)
        if table is not None:
            (first, last), rows = table
            assert sum_of(row.figure for row in rows).value == (
                published_.figure(first, last).value
            )


def test_the_rows_of_a_level_are_unions_of_those_of_the_level_around() -> None:
    before, _ = published()
    ends = {level.name: {last for _, last in rows_of(level, before.cells)} for level in LEVELS}
    for level in LEVELS:
        assert ends[level.name] <= ends.get(level.within, ends[level.name])


def test_a_median_is_said_only_of_enough_people() -> None:
    before, each = published()
    rows = [small().placed(booked.cell) for booked in before.books["met"]]
    for closed in each:
        for key in closed.spreads["met"]:
            months, place, programme = key.split("|")
            first, last = months.split("..")
            inside = [
                row
                for row in rows
                if first <= row[0] <= last
                and (place == ALL or row[1] in codes_of(place))
                and (programme == ALL or row[2] in codes_of(programme))
            ]
            assert len(inside) >= 10


def test_what_is_kept_reads_back_as_it_was_decided() -> None:
    before, _ = published()
    for cells in before.cells.values():
        assert Cells.from_json(cells.to_json()) == cells
