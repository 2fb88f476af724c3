"""Closing a month: what is booked, who could know of it, which medians are said of whom."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from services.reporting.coverage.rules import Grid
from services.reporting.disclosure.cells import ALL
from services.reporting.editions.domain import Edition
from services.reporting.editions.events import (
    Booked,
    EditionPublished,
    MonthBooked,
    Reached,
    Spread,
)
from services.reporting.editions.rules import (
    ClosedMonth,
    EarlierEditions,
    close,
    is_complete,
    spread,
    spread_key,
    with_month,
)
from services.reporting.indicators.months import Range
from services.reporting.indicators.timeline import ReferralTimeline
from shared.consumer.completeness import FRESH
from shared.kernel.aggregate import Refused
from shared.kernel.testing import given
from tests.reporting.timelines import PROVIDER, SENDER, match, number, timeline

GRID = Grid(
    {"kaveri": "mll", "perhekummi": "mll"},
    {"kaveri": frozenset({"853", "400"}), "perhekummi": frozenset({"853"})},
)
NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)


def met(n: int, day: date, *, waited: int = 10, **values: object) -> ReferralTimeline:
    accepted = day - timedelta(days=waited)
    return timeline(n, referred_on=accepted, accepted_on=accepted, met_on=day, **values)


def closed(month: str, *timelines: ReferralTimeline, after: str = "") -> ClosedMonth:
    """The month's edition; `after` is an earlier month that was closed with the same facts."""
    before = EarlierEditions()
    if after:
        before = with_month(before, close(after, list(timelines), grid=GRID, before=before))
    return close(month, list(timelines), grid=GRID, before=before)


def test_the_sender_knows_of_what_it_sent_and_the_provider_alone_of_what_followed() -> None:
    books = closed("2026-03", met(1, date(2026, 3, 20), waited=2)).books
    assert [books[name][0].known_to for name in ("received", "accepted", "met")] == [
        (str(SENDER), str(PROVIDER)),
        (str(SENDER), str(PROVIDER)),
        (str(PROVIDER),),
    ]


def test_a_late_fact_is_booked_in_the_month_that_is_open() -> None:
    late = closed("2026-03", met(1, date(2026, 1, 20)))
    assert late.books["met"] == (
        Booked(
            who=timeline(1).referral_id,
            cell=("2026-03", "853", "kaveri", "any"),
            known_to=(str(PROVIDER),),
            value=10,
        ),
    )


def test_what_was_booked_once_is_not_booked_again() -> None:
    assert closed("2026-04", met(1, date(2026, 3, 20)), after="2026-03").books["met"] == ()


def test_what_stands_on_a_day_is_booked_every_month() -> None:
    queueing = timeline(1, accepted_on=date(2026, 3, 2))
    assert len(closed("2026-04", queueing, after="2026-03").books["queued"]) == 1


def test_what_happens_after_the_month_waits_for_its_own() -> None:
    assert closed("2026-03", met(1, date(2026, 4, 1))).books["met"] == ()


@pytest.mark.parametrize(("people", "is_said"), [(9, False), (10, True)])
def test_the_median_of_a_month_is_said_of_ten_people_to_five_days(
    people: int, is_said: bool
) -> None:
    families = [met(n, date(2026, 3, 20), waited=3 * n) for n in range(1, people + 1)]
    spreads = closed("2026-03", *families).spreads["met"]
    key = spread_key(Range("2026-03", "2026-03"), ALL, ALL)
    assert spreads.get(key) == (Spread(median=15.0) if is_said else None)


def test_medians_of_areas_and_programmes_are_said_with_their_tables() -> None:
    families = [
        *(met(n, date(2026, 6, 20), waited=10) for n in range(1, 13)),
        *(met(n, date(2026, 6, 20), waited=50, municipality="400") for n in range(20, 33)),
    ]
    spreads = closed("2026-06", *families).spreads["met"]
    term = Range("2026-06", "2026-06")
    medians = [
        spreads[spread_key(term, place, ALL)].median
        for place in ("area:turku", "area:vakka-suomi", ALL)
    ]
    assert medians == [10.0, 50.0, 50.0]
    assert spreads[spread_key(term, ALL, "kaveri")] == spreads[spread_key(term, ALL, ALL)]


def test_the_median_of_a_row_takes_all_that_is_joined_in_it_and_no_other() -> None:
    families = [
        *(met(n, date(2026, 6, 20), waited=5) for n in range(1, 13)),
        *(met(n, date(2026, 6, 20), waited=40, programme="perhekummi") for n in range(20, 23)),
        *(met(n, date(2026, 6, 20), waited=40, programme="other") for n in range(30, 39)),
    ]
    spreads = closed("2026-06", *families).spreads["met"]
    joined = [key.split("|")[2] for key in spreads if key.split("|")[2] != ALL]
    assert joined == ["kaveri", "perhekummi+open"]
    assert spreads[spread_key(Range("2026-06", "2026-06"), ALL, "perhekummi+open")].median == 40.0


def test_medians_are_said_of_what_is_waited_for_and_of_what_lasts_and_of_no_other() -> None:
    assert set(closed("2026-03").spreads) == {"met", "queued", "parted"}
    began = date(2025, 9, 10)
    families = [
        timeline(n, matches=(match(n, started_on=began, ended_on=day, least_months=6),))
        for n, day in enumerate((*[date(2026, 3, 9)] * 4, *[date(2026, 3, 10)] * 6), start=1)
    ]
    key = spread_key(Range("2026-03", "2026-03"), ALL, ALL)
    assert closed("2026-03", *families).spreads["parted"][key] == Spread(median=6.0)


def test_who_waits_is_said_by_how_long_they_have_waited_by_the_end() -> None:
    waiting = [timeline(n, accepted_on=date(2026, 3, 1)) for n in range(1, 12)]
    spreads = closed("2026-04", *waiting, after="2026-03").spreads["queued"]
    april = spread_key(Range("2026-04", "2026-04"), ALL, ALL)
    assert spreads[april] == Spread(median=60.0)


def test_a_median_takes_the_values_of_its_own_months() -> None:
    families = [
        *(met(n, date(2026, 3, 20), waited=5) for n in range(1, 11)),
        *(met(n, date(2026, 4, 20), waited=40) for n in range(20, 31)),
    ]
    before = with_month(EarlierEditions(), closed("2026-03", *families))
    spreads = close("2026-04", families, grid=GRID, before=before).spreads["met"]
    months = (Range("2026-04", "2026-04"), Range("2026-03", "2026-04"))
    assert [spreads[spread_key(each, ALL, ALL)].median for each in months] == [40.0, 40.0]
    later = close("2026-05", [], grid=GRID, before=before).spreads["met"]
    assert spread_key(Range("2026-05", "2026-05"), ALL, ALL) not in later


def test_what_was_booked_without_a_value_has_no_part_in_a_median() -> None:
    families = [met(n, date(2026, 3, 20), waited=10) for n in range(1, 12)]
    book = closed("2026-03", *families).books["met"]
    silent = tuple(replace(row, who=number(50 + n), value=None) for n, row in enumerate(book * 4))
    before = EarlierEditions(books={"met": silent})
    spreads = close("2026-03", families, grid=GRID, before=before).spreads["met"]
    assert spreads[spread_key(Range("2026-03", "2026-03"), ALL, ALL)] == Spread(median=10.0)


@pytest.mark.parametrize(
    ("values", "unit", "middle"),
    [([12] * 9, 0, 12.0), ([12] * 9, 5, 10.0), ([13] * 9, 5, 15.0), ([7, 8], 5, 10.0)],
)
def test_values_are_said_to_whole_units(values: list[int], unit: int, middle: float) -> None:
    assert spread(values, unit=unit).median == middle
    assert spread([12] * 20, unit=5).nine_in_ten == 10


@pytest.mark.parametrize(
    ("values", "nine_in_ten"),
    [(list(range(1, 20)), None), (list(range(1, 21)), 18), (list(range(1, 31)), 27)],
)
def test_nine_in_ten_is_said_from_twenty_values_on(
    values: list[int], nine_in_ten: int | None
) -> None:
    assert spread(values[::-1]).nine_in_ten == nine_in_ten


REACHED = Reached(service="casework", position=7, head=7, missing=0, at=NOW - FRESH)


@pytest.mark.parametrize(
    ("reached", "complete"),
    [
        (REACHED, True),
        (replace(REACHED, at=NOW - FRESH - timedelta(seconds=1)), False),
        (replace(REACHED, at=None), False),
        (replace(REACHED, position=6), False),
        (replace(REACHED, missing=1), False),
    ],
)
def test_an_edition_is_complete_when_every_service_is_in_and_was_heard_lately(
    reached: Reached, complete: bool
) -> None:
    assert is_complete([REACHED, reached], NOW) == complete


def test_books_and_cells_of_a_month_are_added_to_those_before() -> None:
    march = [met(n, date(2026, 3, 20)) for n in range(1, 6)]
    april = [met(n, date(2026, 4, 3), waited=2) for n in range(10, 16)]
    first = closed("2026-03", *march)
    second = closed("2026-04", *march, *april, after="2026-03")
    together = with_month(with_month(EarlierEditions(), first), second)
    assert together.books["met"] == (*first.books["met"], *second.books["met"])
    assert together.cells["met"].cells == {
        ("2026-03..2026-03", ALL, ALL, ALL): 5,
        ("2026-04..2026-04", ALL, ALL, ALL): 6,
    }


BOOKED = MonthBooked(edition_id=number(1), month="2026-03", books={"met": ()})
PUBLISHED = EditionPublished(
    edition_id=number(1),
    month="2026-03",
    published_on=NOW.date(),
    published_at=NOW,
    reached=(),
    threshold=5,
    cells={},
)


def test_an_edition_is_published_once_and_is_what_was_booked_and_published() -> None:
    edition = Edition(number(1))
    assert edition.publish(BOOKED, PUBLISHED) == [BOOKED, PUBLISHED]
    published = given(edition, BOOKED, PUBLISHED)
    assert published == Edition(number(1), published=PUBLISHED, books={"met": ()})
    with pytest.raises(Refused, match="2026-03 has been published already"):
        published.publish(BOOKED, PUBLISHED)
