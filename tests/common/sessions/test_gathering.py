"""A gathering: history as given, one call, what follows from it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from services.common.codes import Presence
from services.common.sessions import events
from services.common.sessions.events import GatheringEvent, SessionMoved
from services.common.sessions.rules import moment
from shared.kernel.aggregate import Invalid, NotFound, Refused
from tests.common.sessions.examples import (
    ABOUT,
    AFTER,
    ANNA,
    BEFORE,
    CANCELLED,
    COURSE,
    FIRST,
    GIVEN,
    LATER,
    LEFT,
    MAY,
    OTTO,
    PLANNED,
    QUEUED,
    SARI,
    SEATED,
    SESSION,
    THERE,
    THERE_TOO,
    given,
)

MOVED = SessionMoved(**vars(SESSION) | {"begins": "17:30"})
ANYBODY = replace(PLANNED, seats=0)
BY_MAY = replace(PLANNED, registers_until=MAY)
COMPLETED = events.GatheringCompleted(
    **ABOUT, participant_id=ANNA, minutes=210, completed_on=LATER.day
)
OF_OTTO = replace(SEATED, participant_id=OTTO)
FULL: list[GatheringEvent] = [PLANNED, SESSION, SEATED, QUEUED]


@pytest.mark.parametrize(
    ("history", "who", "happens"),
    [
        ([PLANNED, SESSION], ANNA, [SEATED]),
        ([PLANNED, SESSION, SEATED], ANNA, []),
        ([PLANNED, SESSION, SEATED], OTTO, [QUEUED]),
        (FULL, OTTO, []),
        ([ANYBODY, SESSION, SEATED], OTTO, [OF_OTTO]),
        (
            [replace(PLANNED, seats=2), SESSION, SEATED],
            OTTO,
            [OF_OTTO],
        ),
        ([BY_MAY, SESSION], ANNA, [SEATED]),
    ],
)
def test_who_registers_has_a_seat_or_waits(
    history: list[GatheringEvent], who: Any, happens: list[GatheringEvent]
) -> None:
    assert given(*history).register(who, now=BEFORE) == happens


@pytest.mark.parametrize(
    ("history", "now"),
    [
        ([PLANNED, SESSION, CANCELLED], BEFORE),
        ([PLANNED, SESSION], moment(SESSION.day, "18:00")),
        ([BY_MAY, SESSION], BEFORE + timedelta(days=1)),
    ],
)
def test_nobody_registers_by_themselves_when_it_is_closed(
    history: list[GatheringEvent], now: datetime
) -> None:
    with pytest.raises(Refused):
        given(*history).register(ANNA, now=now)


def test_who_coordinates_registers_somebody_later() -> None:
    late = given(PLANNED, SESSION).register(ANNA, now=AFTER, late=True)
    assert late == [replace(SEATED, on=AFTER.date())]


@pytest.mark.parametrize(
    ("history", "who", "happens"),
    [
        (FULL, ANNA, [LEFT, GIVEN]),
        (FULL, OTTO, [replace(LEFT, participant_id=OTTO)]),
        ([*FULL, LEFT, GIVEN], ANNA, []),
        ([PLANNED, SESSION], ANNA, []),
        (
            [*FULL, replace(QUEUED, participant_id=SARI)],
            ANNA,
            [LEFT, GIVEN],
        ),
    ],
)
def test_a_seat_that_is_given_up_goes_to_who_waited_first_once(
    history: list[GatheringEvent], who: Any, happens: list[GatheringEvent]
) -> None:
    assert given(*history).withdraw(who, on=MAY) == happens


def test_who_was_there_gives_no_seat_up() -> None:
    with pytest.raises(Refused):
        given(*FULL, THERE).withdraw(ANNA, on=MAY)


def test_seats_that_are_added_go_to_who_waits() -> None:
    more = replace(PLANNED, seats=2)
    assert given(*FULL).plan(more, on=MAY) == [more, GIVEN]
    assert given(*FULL).plan(PLANNED, on=MAY) == []
    both = given(*FULL, more, GIVEN)
    with pytest.raises(Invalid):
        both.plan(PLANNED, on=MAY)


def test_a_session_is_moved_until_it_begins() -> None:
    course = given(PLANNED, SESSION)
    begins = moment(SESSION.day, "18:00")
    assert course.move(MOVED, now=begins - timedelta(minutes=1)) == [MOVED]
    assert given(PLANNED, SESSION, MOVED).move(MOVED, now=BEFORE) == []
    with pytest.raises(Refused):
        course.move(MOVED, now=begins)


def test_a_session_is_cancelled_once_and_then_stays_as_it_is() -> None:
    cancelled = events.SessionCancelled(gathering_id=COURSE, session_id=FIRST)
    assert given(PLANNED, SESSION).cancel_session(FIRST, now=BEFORE) == [cancelled]
    after = given(PLANNED, SESSION, LATER, cancelled)
    assert after.cancel_session(FIRST, now=BEFORE) == []
    assert [each.id for each in after.held] == [LATER.session_id]
    with pytest.raises(Refused):
        after.move(MOVED, now=BEFORE)


def test_what_is_cancelled_keeps_the_sessions_that_were() -> None:
    over = given(PLANNED, SESSION, LATER, replace(CANCELLED, on=LATER.day))
    assert [each.id for each in over.held] == [FIRST]
    assert over.cancel(on=MAY) == []
    assert given(PLANNED).cancel(on=MAY) == [CANCELLED]


def test_attendance_is_of_who_has_a_seat_at_what_has_begun() -> None:
    course = given(*FULL)
    assert course.attend(THERE, now=AFTER) == [THERE]
    assert given(*FULL, THERE).attend(THERE, now=AFTER) == []
    excused = replace(THERE, presence=Presence.EXCUSED)
    assert course.attend(excused, now=AFTER) == [replace(excused, minutes=0)]
    for wrong, now in (
        (THERE, BEFORE),
        (replace(THERE, participant_id=OTTO), AFTER),
        (replace(THERE, minutes=121), AFTER),
        (replace(THERE, minutes=0), AFTER),
    ):
        with pytest.raises(Refused):
            course.attend(wrong, now=now)


@pytest.mark.parametrize(
    ("least", "attendances", "happens"),
    [
        (0, [THERE, THERE_TOO], [COMPLETED]),
        (0, [THERE], []),
        (0, [THERE, replace(THERE_TOO, presence=Presence.EXCUSED, minutes=0)], []),
        (1, [THERE], [replace(COMPLETED, minutes=120, completed_on=SESSION.day)]),
        (1, [], []),
        (9, [THERE, THERE_TOO], [COMPLETED]),
    ],
)
def test_it_is_completed_by_who_was_there_as_much_as_it_takes(
    least: int, attendances: list[GatheringEvent], happens: list[GatheringEvent]
) -> None:
    course = given(replace(PLANNED, least_sessions=least), SESSION, LATER, SEATED, *attendances)
    assert course.complete(ANNA) == happens
    if happens:
        assert given(PLANNED, SESSION, LATER, SEATED, *attendances, *happens).complete(ANNA) == []


def test_an_evening_is_at_the_same_time_on_the_wall_whatever_the_clocks_do() -> None:
    assert [
        moment(date(2026, 3, 28), "18:00").hour,
        moment(date(2026, 3, 29), "18:00").hour,
        moment(date(2026, 10, 24), "18:00").hour,
        moment(date(2026, 10, 25), "18:00").hour,
    ] == [16, 15, 15, 16]


@pytest.mark.parametrize("begins", ["03:00", "03:59"])
def test_an_hour_that_the_night_in_march_leaves_out_is_refused(begins: str) -> None:
    with pytest.raises(Invalid):
        moment(date(2026, 3, 29), begins)
    assert moment(date(2026, 3, 29), "02:59") < moment(date(2026, 3, 29), "04:00")


def test_of_the_hour_that_october_has_twice_the_first_is_meant() -> None:
    assert moment(date(2026, 10, 25), "03:30").hour == 0


def test_what_nobody_planned_is_not_there() -> None:
    with pytest.raises(NotFound):
        given(PLANNED).session(FIRST)
