"""Whoever holds all tables of all editions works out nobody; each weakness planted is found."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product
from random import Random

import pytest

from services.common.months import last_day, month_of
from services.reporting.coverage.rules import Grid, grid
from services.reporting.editions.rules import EarlierEditions, close, with_month
from services.reporting.facts.queries import Area
from services.reporting.indicators.months import Range
from services.reporting.indicators.timeline import ReferralTimeline
from tests.reporting.disclosure.solving import Attacker, Fact, Solver, is_in
from tests.reporting.region import PROVIDED, SENDERS, families

MONTHS = Range("2025-11", "2026-12")
PROGRAMMES = ("kaveri", "perhekummi", "perhelinja", "amm")
FLOWS = ("received", "accepted", "found", "met", "ended", "parted")
PROVIDERS = {code: PROVIDED[code] for code in PROGRAMMES}
READERS = ("", *sorted(set(PROVIDERS.values())), str(SENDERS[0]))
REGIONS = {"small": (150, 1), "usual": (330, 2), "great": (700, 3)}


def shape() -> Grid:
    return grid([Area(PROGRAMMES, (), ("05",))], PROVIDERS)


def known_by(timelines: list[ReferralTimeline], day: date) -> list[ReferralTimeline]:
    """What has been written down by then: one in nine is told a month late."""
    return [
        timeline
        for timeline in timelines
        if timeline.referred_on
        and timeline.referred_on <= day
        and (timeline.referral_id.int % 9 or month_of(timeline.referred_on) < month_of(day))
    ]


@cache
def published(region: str) -> EarlierEditions:
    """An edition for each month, one after the other: all that they book and say."""
    count, seed = REGIONS[region]
    everybody = families(count, seed=seed, first=date(2025, 11, 1))
    timelines = [each for each in everybody if each.programme in PROGRAMMES]
    before = EarlierEditions()
    for month in MONTHS:
        recorded = known_by(timelines, last_day(month))
        before = with_month(before, close(month, recorded, grid=shape(), before=before))
    return before


def facts(editions: EarlierEditions, name: str) -> tuple[Fact, ...]:
    return tuple(
        Fact(booked.who, shape().placed(booked.cell), booked.known_to)
        for booked in editions.books[name]
    )


MANY, TWO = ("accepted", "ended"), READERS[:2]
CASES = [
    *product(("small", "usual"), MANY, READERS),
    *product(("small", "usual"), [name for name in FLOWS if name not in MANY], TWO),
    *product(("great",), MANY, TWO),
]


@pytest.mark.parametrize(("region", "name", "reader"), CASES)
def test_no_reader_of_all_editions_works_out_a_few(region: str, name: str, reader: str) -> None:
    editions = published(region)
    attacker = Attacker(editions.cells[name].cells, facts(editions, name), reader)
    assert attacker.narrowed() == []


@pytest.mark.parametrize("region", REGIONS)
def test_the_regions_are_told_of_in_several_rows(region: str) -> None:
    rows = [key for key, n in published(region).cells["accepted"].cells.items() if n]
    assert len(rows) > 4


def spells(editions: EarlierEditions, reader: str) -> Mapping[object, tuple[str, str]]:
    """For each of the others the first and the last month in which they were supported."""
    seen: dict[object, list[str]] = {}
    for booked in editions.books["supported"]:
        if reader not in booked.known_to:
            seen.setdefault(booked.who, []).append(booked.cell[0])
    return {who: (min(months), max(months)) for who, months in seen.items()}


def supported(editions: EarlierEditions, reader: str) -> Solver:
    """What the numbers of supported families tell of who came and who left in which month."""
    solver = Solver()
    own = {b.who: b.cell[0] for b in editions.books["supported"] if reader in b.known_to}
    mine = [fact for fact in facts(editions, "supported") if fact.who in own]
    for key, shown in editions.cells["supported"].cells.items():
        if shown is None or key[1:] != ("*", "*", "*"):
            continue
        first, last = key[0][:7], key[0][-7:]
        slack = 2 if "~~" in key[0] else 0
        recorded = len({fact.who for fact in mine if first <= fact.key[0] <= last})
        inside = [
            (began, ended)
            for began in MONTHS
            for ended in MONTHS
            if began <= ended and began <= last and ended >= first
        ]
        solver.say(inside, max(shown - slack - recorded, 0), shown + slack - recorded)
    return solver


@pytest.mark.parametrize("reader", ["", *READERS[1:-1]])
@pytest.mark.parametrize("region", REGIONS)
def test_nobody_works_out_how_few_began_or_left_in_a_month(region: str, reader: str) -> None:
    editions = published(region)
    solver, truth = supported(editions, reader), spells(editions, reader)
    for month in list(MONTHS)[1:-1]:
        for end in (0, 1):
            count = sum(spell[end] == month for spell in truth.values())
            if 0 < count < 5:
                wanted = [(b, e) for b in MONTHS for e in MONTHS if b <= e and (b, e)[end] == month]
                least, most = solver.bounds(wanted)
                assert most - least >= 2, (month, end, count, least, most)


def broken(editions: EarlierEditions, **further: int) -> Attacker:
    """The same with further cells of acceptances: "2026-03..2026-03|*|*|*" and so on."""
    more = {tuple(key.split("|")): count for key, count in further.items()}
    cells = {**editions.cells["accepted"].cells, **more}
    return Attacker(cells, facts(editions, "accepted"))


def few(editions: EarlierEditions, *, axis: int) -> tuple[str, int]:
    """A cell of the first term with a few people in it, divided by one thing."""
    attacker = broken(editions)
    for key in attacker.targets():
        narrowed = [at for at in (1, 2, 3) if key[at] != "*"]
        if narrowed == [axis] and 0 < attacker.count(key) < 5:
            return "|".join(key), attacker.count(key)
    raise AssertionError("No such cell.")


@pytest.mark.parametrize("axis", [1, 2, 3])
def test_a_small_row_that_is_said_is_found(axis: int) -> None:
    key, count = few(published("small"), axis=axis)
    assert broken(published("small"), **{key: count}).narrowed() != []


def test_a_row_that_an_organisation_can_take_itself_from_is_found() -> None:
    editions = published("usual")
    everybody = facts(editions, "accepted")
    nobodys = {
        name: tuple(replace(booked, known_to=()) for booked in rows)
        for name, rows in editions.books.items()
    }
    before = EarlierEditions()
    for month in MONTHS:
        books = {
            name: tuple(b for b in rows if b.cell[0] <= month) for name, rows in nobodys.items()
        }
        before = replace(before, books=books)
        closed = close(month, [], grid=shape(), before=before)
        before = replace(with_month(before, closed), books=books)
    learned = [
        Attacker(before.cells["accepted"].cells, everybody, reader).narrowed()
        for reader in READERS[1:]
    ]
    assert any(learned)


def test_a_table_over_two_terms_that_is_finer_than_each_is_found() -> None:
    editions = published("small")
    attacker = broken(editions)
    terms = sorted({key[0] for key in editions.cells["accepted"].cells if key[2] != "*"})
    year = f"{terms[0][:7]}..{terms[-1][-7:]}"
    keys = [(period, "*", code, "*") for period in (terms[0], year) for code in PROGRAMMES]
    assert broken(editions, **{"|".join(k): attacker.count(k) for k in keys}).narrowed() != []


@pytest.mark.parametrize("reader", ["", READERS[1]])
def test_what_lies_where_two_tables_cross_stays_open(reader: str) -> None:
    editions = published("small")
    attacker = Attacker(editions.cells["met"].cells, facts(editions, "met"), reader)
    few_there = [key for key in attacker.crossings() if 0 < attacker.count(key) < 5]
    for key in Random(7).sample(few_there, 12):
        inside = [cell for cell in attacker.cells if is_in(cell, key)]
        assert attacker.is_open(*attacker.crossed.bounds(inside)), key
