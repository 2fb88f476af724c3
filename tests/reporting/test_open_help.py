"""Help without a referral (M19): receptions, open events and consultations of a half-year."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, strategies as st

from services.common.codes import (
    Theme,
)
from services.reporting.open_help.domain import HalfYear, halves
from services.reporting.open_help.rules import (
    PLACE,
    THEME,
    Attendance,
    Came,
    Package,
    Packages,
    Row,
    Shown,
    Thing,
    as_shown,
    attended,
    counted,
    in_fives,
    known_until,
    packages,
)
from shared.kernel.aggregate import Invalid

AUTUMN = HalfYear(2026, 2)
FINAL = date(2027, 2, 4)
OURS, THEIRS, TOWN = UUID(int=1), UUID(int=2), UUID(int=3)


def things(theme: str, count: int, *, held: int = 0, booker: UUID | None = None) -> list[Thing]:
    classes = {THEME: theme, PLACE: "400"}
    return [Thing(classes, booker, held=number < held) for number in range(count)]


def test_a_half_year_is_named_and_holds_its_days() -> None:
    assert HalfYear.named("2026-2") == AUTUMN
    assert str(AUTUMN) == "2026-2"
    days = [date(2026, 6, 30), date(2026, 7, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [day in AUTUMN for day in days] == [False, True, True, False]
    assert [HalfYear.of(day) for day in days[:2]] == [HalfYear(2026, 1), AUTUMN]
    for wrong in ("2026-3", "26-1", "2026-12", "autumn"):
        with pytest.raises(Invalid):
            HalfYear.named(wrong)


def test_all_half_years_since_the_first_day_can_be_chosen() -> None:
    since = [HalfYear(2027, 1), AUTUMN]
    assert halves(date(2026, 12, 31), date(2027, 1, 1)) == since
    assert halves(date(2027, 1, 2), date(2027, 1, 1)) == [HalfYear(2027, 1)]


def test_others_read_it_in_fives_until_it_is_final() -> None:
    assert AUTUMN.final_on == FINAL
    assert as_shown(AUTUMN, FINAL - timedelta(days=1)) is Shown.IN_FIVES
    assert as_shown(AUTUMN, FINAL) is Shown.JOINED


@pytest.mark.parametrize(
    ("today", "shown", "until"),
    [
        (date(2026, 11, 29), Shown.EXACTLY, date(2026, 11, 29)),
        (date(2026, 11, 29), Shown.IN_FIVES, date(2026, 11, 22)),  # a Sunday is not over
        (date(2026, 11, 30), Shown.IN_FIVES, date(2026, 11, 29)),
        (FINAL, Shown.JOINED, FINAL - timedelta(days=1)),
        (date(2028, 1, 1), Shown.JOINED, FINAL - timedelta(days=1)),
    ],
)
def test_words_count_until_a_day(today: date, shown: Shown, until: date) -> None:
    assert known_until(AUTUMN, today, shown) == until


def test_numbers_in_fives() -> None:
    assert [in_fives(count) for count in (0, 4, 5, 7, 8, 12, 13)] == [None, None, 5, 5, 10, 10, 15]


@pytest.mark.parametrize(
    ("given", "rows"),
    [
        ([], ()),
        (things("ero", 5), [(("ero",), 5)]),
        (things("ero", 5) + things("omaiset", 5), [(("ero",), 5), (("omaiset",), 5)]),
        (things("ero", 5) + things("omaiset", 4), [(("ero", "omaiset"), 9)]),
        (
            things("ero", 9) + things("omaiset", 4) + things("jaksaminen", 1),
            [(("ero",), 9), (("jaksaminen", "omaiset"), 5)],
        ),
        (
            things("ero", 9) + things("omaiset", 4) + things("vakivalta", 6),
            [(("ero",), 9), (("omaiset", "vakivalta"), 10)],
        ),
        (things("ero", 4) + things("omaiset", 1), [(("ero", "omaiset"), 5)]),
    ],
)
def test_small_rows_stand_together(given: list[Thing], rows: Iterable[Any]) -> None:
    counts = counted(given, [THEME], Shown.JOINED)
    assert [(row.codes, row.count) for row in counts.tables[THEME]] == list(rows)


def test_what_is_final_may_not_be_found_by_taking_away_ones_own() -> None:
    safe = things("ero", 6) + things("ero", 5, booker=TOWN)
    assert counted(safe, [THEME], Shown.JOINED).total == Row((), 11, 0)
    close = things("ero", 4) + things("ero", 5, booker=TOWN)
    assert counted(close, [THEME], Shown.JOINED).total == Row((), 10)
    assert counted(close, [THEME], Shown.JOINED).tables == {}
    row = things("ero", 4) + things("ero", 5, booker=TOWN) + things("omaiset", 7)
    (together,) = counted(row, [THEME], Shown.JOINED).tables[THEME]
    assert (together.codes, together.count) == (("ero", "omaiset"), 16)


def test_how_many_were_held_is_shown_where_nobody_stands_out() -> None:
    def held(*given: list[Thing]) -> tuple[int | None, list[int | None]]:
        counts = counted([each for part in given for each in part], [THEME], Shown.JOINED)
        return counts.total.held, [row.held for row in counts.tables[THEME]]

    assert held(things("ero", 10, held=5), things("omaiset", 5, held=5)) == (10, [5, 5])
    assert held(things("ero", 10, held=6), things("omaiset", 9, held=4)) == (10, [None, None])
    assert held(things("ero", 10, held=9)) == (None, [None])


def test_ones_own_are_counted_to_the_last_one() -> None:
    counts = counted(things("ero", 2, held=1), [THEME], Shown.EXACTLY)
    assert counts.total == Row((), 2, 1)
    assert counts.tables == {THEME: (Row(("ero",), 2, 1),)}


def test_what_goes_on_is_read_in_fives() -> None:
    counts = counted(things("ero", 8) + things("omaiset", 4), [THEME], Shown.IN_FIVES)
    assert counts.total == Row((), 10)
    assert counts.tables == {THEME: (Row(("ero",), 10),)}


@given(st.lists(st.integers(1, 12), min_size=1, max_size=len(Theme)))
def test_rows_add_up_and_none_is_small(numbers: list[int]) -> None:
    sizes = dict(zip(Theme, numbers, strict=False))
    counts = counted(
        [thing for theme, size in sizes.items() for thing in things(theme, size)],
        [THEME],
        Shown.JOINED,
    )
    rows = counts.tables.get(THEME, ())
    if sum(sizes.values()) < 5:
        assert (counts.total, rows) == (Row((), None), ())
    else:
        assert sum(row.count or 0 for row in rows) == counts.total.count == sum(sizes.values())
        assert min(row.count or 0 for row in rows) >= 5
        assert sorted(code for row in rows for code in row.codes) == sorted(sizes)


def test_an_event_of_two_themes_counts_in_both() -> None:
    days = [
        Attendance(("ero", "omaiset"), "400", {"children": 0, "parents": 4}, is_estimate=True),
        Attendance(("ero",), "online", {"children": 0, "parents": 6}),
    ]
    came = attended(days, Shown.JOINED)
    assert came.total == Came("", 2, 10)
    assert came.kinds == {"children": 0, "parents": 10}
    assert came.estimated == 1
    assert came.tables == {
        THEME: (Came("ero", 2, 10), Came("omaiset", 1, None)),
        PLACE: (Came("400", 1, None), Came("online", 1, 6)),
    }
    assert attended(days, Shown.EXACTLY).tables[PLACE][0] == Came("400", 1, 4)


def test_minutes_of_both_sides_are_shown_where_the_total_is_exact() -> None:
    pairs = [Thing({THEME: "ero"}, held=True, minutes=(90, 60))] * 5
    assert counted(pairs, [THEME], Shown.JOINED).minutes == (450, 300)
    assert counted(pairs, [THEME], Shown.IN_FIVES).minutes is None
    assert counted(pairs[:4], [THEME], Shown.JOINED).minutes is None


def test_closed_packages_are_added_up_by_kind() -> None:
    first = Package("TRAINING", sessions=2, heads=3, paid=(100, 20, 0))
    second = Package("PEER_GROUP", sessions=5, heads=9, paid=(0, 50, 7))
    assert packages([], Shown.JOINED) == []
    assert packages([first, second, first], Shown.JOINED) == [
        Packages("PEER_GROUP", 1, 5, 9, (0, 50, 7)),
        Packages("TRAINING", 2, 4, 6, (200, 40, 0)),
        Packages("", 3, 9, 15, (200, 90, 7)),
    ]
    assert packages([first], Shown.JOINED)[0].heads is None
    assert packages([first], Shown.EXACTLY)[0].heads == 3
