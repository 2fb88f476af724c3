"""The times of a reception: by the clock on the wall, on the days that somebody is there."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import pytest

from services.common.codes import Theme
from services.referral.receptions import events, rules
from services.referral.receptions.domain import Reception
from services.referral.receptions.rules import slots
from shared.kernel.aggregate import Invalid, NotFound
from shared.kernel.testing import given

ID = UUID(int=1)
TUESDAY = date(2026, 9, 1)
PLAN = events.ReceptionPlanned(
    reception_id=ID,
    organisation=UUID(int=2),
    worker=UUID(int=3),
    programme="perhelinja",
    themes=(Theme.ERO,),
    language="fi",
    municipality="400",
    place="Perhekeskus",
    way_in="",
    link="",
    starts_on=TUESDAY,
    ends_on=None,
    every_weeks=1,
    begins="12:00",
    ends="14:00",
    minutes=45,
)
PLANNED = given(Reception(ID), PLAN)
OFF = events.DayOffTaken(reception_id=ID, day=date(2026, 9, 8))
NIGHT = replace(PLAN, begins="02:00", ends="05:00", minutes=30)


def begun(
    plan: events.ReceptionPlanned, first: date, last: date, *off: date
) -> list[tuple[date, str]]:
    return [(each.day, each.begins) for each in slots(plan, frozenset(off), first, last)]


def test_times_follow_each_other_until_the_next_would_end_too_late() -> None:
    day = TUESDAY
    assert begun(PLAN, day, day) == [(day, "12:00"), (day, "12:45")]
    assert begun(replace(PLAN, ends="14:15"), day, day)[-1] == (day, "13:30")


def test_it_is_on_the_same_day_of_the_week_from_the_first_to_the_last_day() -> None:
    last = date(2026, 9, 22)
    fortnightly = replace(PLAN, every_weeks=2, ends_on=date(2026, 9, 15), minutes=120)
    weekly = replace(PLAN, minutes=120)
    days = [day for day, _ in begun(weekly, date(2026, 8, 1), last)]
    assert days == [TUESDAY + timedelta(weeks=n) for n in range(4)]
    assert [day for day, _ in begun(fortnightly, date(2026, 9, 2), last)] == [date(2026, 9, 15)]


def test_holidays_and_days_off_are_left_out() -> None:
    independence = date(2026, 12, 6)  # a Sunday
    sundays = replace(PLAN, starts_on=date(2026, 11, 29), minutes=120)
    days = [day for day, _ in begun(sundays, date(2026, 11, 29), date(2026, 12, 20))]
    assert independence not in days and len(days) == 3
    assert begun(PLAN, TUESDAY, TUESDAY, TUESDAY) == []


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (date(2026, 10, 20), datetime(2026, 10, 20, 9, tzinfo=UTC)),
        (date(2026, 10, 27), datetime(2026, 10, 27, 10, tzinfo=UTC)),  # the clocks went back
        (date(2027, 3, 23), datetime(2027, 3, 23, 10, tzinfo=UTC)),
        (date(2027, 3, 30), datetime(2027, 3, 30, 9, tzinfo=UTC)),  # and forward again
    ],
)
def test_noon_stays_noon_on_the_wall(day: date, utc: datetime) -> None:
    first = next(slots(PLAN, frozenset(), day, day))
    assert (first.begins, first.starts_at) == ("12:00", utc)


@pytest.mark.parametrize(
    ("night", "times"),
    [
        (date(2026, 10, 25), ["02:00", "02:30", "03:00", "03:30", "04:00", "04:30"]),
        (date(2026, 3, 29), ["02:00", "02:30", "04:00", "04:30"]),  # an hour is left out
    ],
)
def test_no_two_times_overlap_when_the_clocks_change(night: date, times: list[str]) -> None:
    plan = replace(NIGHT, starts_on=night)
    made = list(slots(plan, frozenset(), night, night))
    assert [each.begins for each in made] == times
    assert all(a.ends_at <= b.starts_at for a, b in pairwise(made))


def test_two_times_that_overlap_share_a_quarter_of_an_hour() -> None:
    noon = datetime(2026, 12, 1, 10, tzinfo=UTC)
    ours = set(rules.quarters(noon, 45))
    assert len(ours) == 3
    assert ours.isdisjoint(rules.quarters(noon + timedelta(minutes=45), 45))
    assert not ours.isdisjoint(rules.quarters(noon + timedelta(minutes=30), 45))


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"begins": "12:05"}, "quarters"),
        ({"minutes": 50}, "quarters"),
        ({"ends": "12:30"}, "too_short"),
        ({"ends_on": date(2026, 8, 31)}, "days"),
        ({"place": ""}, "no_place"),
    ],
)
def test_a_rota_that_makes_no_sense_is_refused(changed: dict[str, object], code: str) -> None:
    with pytest.raises(Invalid) as refused:
        Reception(ID).plan(replace(PLAN, **changed))  # type: ignore[arg-type]
    assert refused.value.code == code


def test_it_is_planned_and_said_anew() -> None:
    moved = replace(PLAN, begins="13:00")
    assert Reception(ID).plan(PLAN) == [PLAN]
    assert PLANNED.plan(PLAN) == []
    assert PLANNED.plan(moved) == [moved]
    assert PLANNED.end(OFF.day) == [replace(PLAN, ends_on=OFF.day)]
    with pytest.raises(NotFound):
        Reception(ID).end(OFF.day)


def test_a_day_of_the_rota_to_come_is_taken_off_once_and_given_back() -> None:
    assert PLANNED.take_off(OFF.day, on=OFF.day) == [OFF]
    off = given(PLANNED, OFF)
    assert off.take_off(OFF.day, on=OFF.day) == []
    assert off.give_back(OFF.day) == [events.DayOffGivenBack(reception_id=ID, day=OFF.day)]
    assert PLANNED.give_back(OFF.day) == []
    assert given(off, *off.give_back(OFF.day)) == PLANNED
    for day, today in ((date(2026, 9, 9), TUESDAY), (OFF.day, date(2026, 9, 9))):
        with pytest.raises(Invalid):
            PLANNED.take_off(day, on=today)
