"""Help without a referral (M19): receptions, open events and consultations of a half-year."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, strategies as st
from sqlalchemy import Engine

from services.common.codes import (
    Audience,
    BookedBy,
    BookingStatus,
    HappeningKind,
    Profession,
    Theme,
    Urgency,
)
from services.referral.bookings.events import BookingCounted
from services.referral.consultations.events import ConsultationAnswered
from services.referral.happenings.events import HeadsCounted
from services.referral.pairwork.events import PairWorkHeld
from services.reporting.facts.projections import facts
from services.reporting.open_help import queries
from services.reporting.open_help.domain import HalfYear, halves
from services.reporting.open_help.rules import (
    PLACE,
    THEME,
    Attendance,
    Came,
    Row,
    Shown,
    Thing,
    as_shown,
    attended,
    counted,
    in_fives,
    known_until,
)
from shared.kernel.aggregate import Invalid
from tests.following import follow

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


BOOKED = BookingCounted(
    booking_id=UUID(int=71),
    organisation=OURS,
    programme="perhelinja",
    theme=Theme.ERO,
    municipality="400",
    booked_by=BookedBy.FAMILY,
    booked_on=date(2026, 9, 1),
    day=date(2026, 9, 8),
    status=BookingStatus.BOOKED,
    on=date(2026, 9, 1),
)
LATER = replace(BOOKED, status=BookingStatus.HELD, on=date(2026, 9, 8))
ANSWERED = ConsultationAnswered(
    consultation_id=UUID(int=72),
    organisation=OURS,
    theme=Theme.OMAISET,
    profession=Profession.SCHOOL,
    urgency=Urgency.NORMAL,
    days=2,
    on=date(2026, 9, 4),
)
HEADS = HeadsCounted(
    happening_id=UUID(int=73),
    organisation=OURS,
    programme="perhelinja",
    kind=HappeningKind.LECTURE,
    themes=(Theme.ERO, Theme.OMAISET),
    audience=Audience.FAMILIES,
    municipality="",
    day=date(2026, 9, 9),
    children=1,
    young_people=2,
    parents=3,
    professionals=4,
    others=5,
    is_estimate=False,
)


@pytest.mark.parametrize(
    ("history", "until", "read"),
    [
        ([BOOKED], BOOKED.on, [("ero", "400", False)]),
        ([BOOKED], BOOKED.on - timedelta(days=1), []),
        ([BOOKED, LATER], LATER.on - timedelta(days=1), [("ero", "400", False)]),
        ([BOOKED, LATER], LATER.on, [("ero", "400", True)]),
        ([BOOKED, replace(LATER, status=BookingStatus.CANCELLED)], LATER.on, []),
        ([BOOKED, replace(BOOKED, day=date(2027, 1, 2))], LATER.on, []),
        ([replace(BOOKED, municipality="")], BOOKED.on, [("ero", "online", False)]),
    ],
)
def test_a_booked_time_stands_as_it_did_on_a_day(
    engine: Engine, history: list[Any], until: date, read: list[tuple[str, str, bool]]
) -> None:
    with engine.begin() as db:
        facts.create(db)
        follow(db, facts, history)
        rows = list(queries.booked(db, AUTUMN, until, None))
        assert list(queries.booked(db, AUTUMN, until, THEIRS)) == []
        assert list(queries.booked(db, AUTUMN, until, OURS)) == rows
    assert [(row.classes[THEME], row.classes[PLACE], row.held) for row in rows] == read


def test_answers_and_heads_of_the_half_year(engine: Engine) -> None:
    early = replace(ANSWERED, consultation_id=UUID(int=74), on=date(2026, 6, 30))
    counted_again = replace(HEADS, children=7, is_estimate=True)
    with engine.begin() as db:
        facts.create(db)
        follow(db, facts, [early, ANSWERED, HEADS, counted_again])
        (answer,) = queries.consulted(db, AUTUMN, ANSWERED.on, OURS)
        assert list(queries.consulted(db, AUTUMN, ANSWERED.on - timedelta(days=1), OURS)) == []
        (day,) = queries.attended_days(db, AUTUMN, None)
    assert answer.classes == {"theme": "omaiset", "profession": "SCHOOL"}
    assert (day.themes, day.place, day.all, day.is_estimate) == (
        ("ero", "omaiset"),
        "online",
        21,
        True,
    )


PAIR = PairWorkHeld(
    pairwork_id=UUID(int=75),
    organisation=OURS,
    theme=Theme.ERO,
    profession=Profession.SCHOOL,
    municipality="400",
    ngo_minutes=90,
    municipal_minutes=60,
    day=date(2026, 9, 10),
)


def recorded(event: PairWorkHeld, on: date) -> Any:
    noon = datetime(on.year, on.month, on.day, 10, tzinfo=UTC)
    return event, SimpleNamespace(name="pairwork.held", recorded_at=noon)


@pytest.mark.parametrize(
    ("history", "until", "minutes"),
    [
        ([recorded(PAIR, date(2026, 9, 11))], date(2026, 9, 10), []),
        ([recorded(PAIR, date(2026, 9, 11))], date(2026, 9, 11), [(90, 60)]),
        (
            [
                recorded(PAIR, date(2026, 9, 11)),
                recorded(replace(PAIR, municipal_minutes=75), date(2026, 9, 20)),
            ],
            date(2026, 9, 19),
            [(90, 60)],
        ),
        ([recorded(replace(PAIR, day=date(2026, 6, 30)), date(2026, 7, 1))], FINAL, []),
    ],
)
def test_pair_work_counts_as_it_was_known_on_a_day(
    engine: Engine, history: list[Any], until: date, minutes: list[tuple[int, int]]
) -> None:
    with engine.begin() as db:
        facts.create(db)
        for event, message in history:
            facts.call(db, event, message)
        held = list(queries.in_pairs(db, AUTUMN, until, OURS))
    assert [each.minutes for each in held] == minutes


def test_minutes_of_both_sides_are_shown_where_the_total_is_exact() -> None:
    pairs = [Thing({THEME: "ero"}, held=True, minutes=(90, 60))] * 5
    assert counted(pairs, [THEME], Shown.JOINED).minutes == (450, 300)
    assert counted(pairs, [THEME], Shown.IN_FIVES).minutes is None
    assert counted(pairs[:4], [THEME], Shown.JOINED).minutes is None
