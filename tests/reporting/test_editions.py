"""Editions over time: what they say gives nobody away, adds up, and never changes."""

from collections.abc import Iterable
from datetime import date
from functools import cache

import pytest

from services.common.months import last_day, month_of
from services.reporting.coverage.rules import ELSEWHERE, OPEN, WITHHELD, Grid, grid
from services.reporting.disclosure.counting import Row
from services.reporting.disclosure.cube import ALL
from services.reporting.disclosure.protect import Protected
from services.reporting.editions.events import Booked
from services.reporting.editions.rules import ClosedMonth, EarlierEditions, close, with_month
from services.reporting.facts.queries import Area
from services.reporting.indicators.catalogue import INDICATORS
from services.reporting.indicators.months import Range
from services.reporting.indicators.timeline import ReferralTimeline
from tests.reporting.disclosure.attacker import Attacker, finest
from tests.reporting.region import PROVIDED, families

HALF = Range("2026-01", "2026-06")
TOWNS = ("853", "202", "734", "400")
PROGRAMMES = ("kaveri", "perhekummi", "perhelinja")
PROVIDERS = {code: PROVIDED[code] for code in PROGRAMMES}
READERS = ("", *sorted(set(PROVIDERS.values())))


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
    everybody = families(170, first=date(2025, 12, 20))
    timelines = [timeline for timeline in everybody if timeline.programme in PROGRAMMES]
    before, each = EarlierEditions(), []
    for month in HALF:
        known_by_then = recorded(timelines, by=last_day(month))
        each.append(close(month, known_by_then, grid=small(), before=before))
        before = with_month(before, each[-1])
    return before, each


def row(booked: Booked) -> Row:
    return Row(booked.who, booked.cell, booked.known_to)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", ["accepted", "met", "ended", "parted"])
def test_an_attacker_with_all_editions_narrows_no_hidden_cell(name: str, reader: str) -> None:
    before, _ = published()
    shape = small().layout(INDICATORS[name])
    places = (*TOWNS, WITHHELD, ELSEWHERE)
    attacker = Attacker(
        before.cells[name].cells,
        finest(HALF, places, (*PROGRAMMES, OPEN), shape.classes),
        shape.places,
        tuple(row(booked) for booked in before.books[name]),
        5,
        PROVIDERS,
        shape.groups,
        name=reader,
    )
    assert attacker.narrowed() == []


def test_a_cell_is_decided_once() -> None:
    _, each = published()
    for name in INDICATORS:
        keys = [key for closed in each for key in closed.cells[name].cells]
        assert len(keys) == len(set(keys))


def test_what_comes_late_is_booked_once_in_the_month_then_open() -> None:
    before, each = published()
    booked = [booking.who for booking in before.books["received"]]
    assert len(booked) == len(set(booked))
    for month, closed in zip(HALF, each, strict=True):
        assert {booking.cell[0] for booking in closed.books["received"]} <= {month}


def test_every_shown_count_is_the_number_of_rows_in_it() -> None:
    before, _ = published()
    rows = before.books["accepted"]
    for (period, place, programme, class_), shown in before.cells["accepted"].cells.items():
        if shown is not None and (place, programme, class_) == (ALL, ALL, ALL) and "H" in period:
            assert shown == len(rows)


def test_a_median_is_said_only_of_enough_people() -> None:
    before, each = published()
    groups = small().layout(INDICATORS["met"]).groups
    for month, closed in zip(HALF, each, strict=True):
        for key in closed.spreads["met"]:
            months, place, programme = key.split("|")
            first, last = months.split("..")
            inside = [
                booked
                for booked in before.books["met"]
                if first <= booked.cell[0] <= last
                and programme in (ALL, booked.cell[2], groups[booked.cell[2]])
            ]
            assert last == month
            assert place != ALL or len(inside) >= 5


def test_what_is_kept_reads_back_as_it_was_decided() -> None:
    before, _ = published()
    for cells in before.cells.values():
        assert Protected.from_json(cells.to_json()) == cells
