"""An open event: planned, published, moved, cancelled, counted; rules alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from services.common.codes import Audience, HappeningKind, HappeningStatus, Theme
from services.referral.happenings import events
from services.referral.happenings.domain import Happening
from services.referral.happenings.rules import MOST_DAYS
from shared.kernel.aggregate import Invalid, NotFound, Refused
from shared.kernel.testing import given

ID = UUID(int=1)
TODAY, DAY = date(2026, 11, 30), date(2026, 12, 1)
BEGINS = datetime(2026, 12, 1, 16, tzinfo=UTC)  # six in the evening in Helsinki
BEFORE = BEGINS - timedelta(seconds=1)
PLANNED = events.HappeningPlanned(
    happening_id=ID,
    organisation=UUID(int=3),
    programme="perhelinja",
    kind=HappeningKind.LECTURE,
    themes=(Theme.ERO,),
    audience=Audience.FAMILIES,
    language="fi",
    title_fi="Ero vanhempana",
    title_sv="",
    title_en="",
    about_fi="",
    about_sv="",
    about_en="",
    municipality="400",
    place="Kirjasto",
    way_in="",
    link="",
    on=TODAY,
)
EVENING = events.DayPlanned(
    happening_id=ID, day=DAY, begins="18:00", minutes=90, topic="", on=TODAY
)
LATER = replace(EVENING, begins="19:00", on=DAY)
PUBLISHED = events.HappeningPublished(happening_id=ID, on=TODAY)
CANCELLED = events.HappeningCancelled(happening_id=ID, on=TODAY)
DAY_OFF = events.DayCancelled(happening_id=ID, day=DAY, on=TODAY)
NOON = datetime(2026, 11, 30, 10, tzinfo=UTC)
COUNTED = events.HeadsCounted(
    happening_id=ID,
    organisation=UUID(int=3),
    programme="perhelinja",
    kind=HappeningKind.LECTURE,
    themes=(Theme.ERO,),
    audience=Audience.FAMILIES,
    municipality="400",
    day=DAY,
    children=0,
    young_people=1,
    parents=14,
    professionals=3,
    others=0,
    is_estimate=True,
)
NEW = Happening(ID)
DRAFT = given(NEW, PLANNED, EVENING)
OPEN = given(DRAFT, PUBLISHED)
OFF = given(OPEN, CANCELLED)


def test_it_is_planned_once_and_anew_when_something_changes() -> None:
    assert NEW.plan(PLANNED) == [PLANNED]
    assert DRAFT.plan(replace(PLANNED, on=DAY)) == []
    anew = replace(PLANNED, place="Koulu", on=DAY)
    assert OPEN.plan(anew) == [anew]
    with pytest.raises(Refused):
        OFF.plan(anew)


@pytest.mark.parametrize("wrong", [{"title_fi": ""}, {"place": ""}, {"municipality": ""}])
def test_it_says_what_it_is_and_where(wrong: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        NEW.plan(replace(PLANNED, **wrong))  # type: ignore[arg-type]  # texts alone


def test_online_it_needs_neither_place_nor_municipality() -> None:
    online = replace(PLANNED, place="", municipality="", link="https://etana.example/x")
    assert NEW.plan(online) == [online]


def test_it_is_published_once_it_has_a_day() -> None:
    with pytest.raises(Refused):
        given(NEW, PLANNED).publish(on=TODAY)
    with pytest.raises(Refused):
        given(DRAFT, DAY_OFF).publish(on=TODAY)
    assert DRAFT.publish(on=TODAY) == [PUBLISHED]
    assert OPEN.publish(on=DAY) == []
    with pytest.raises(Refused):
        OFF.publish(on=DAY)


def test_what_nobody_planned_is_not_there() -> None:
    with pytest.raises(NotFound):
        NEW.cancel(on=TODAY)
    with pytest.raises(NotFound):
        NEW.plan_day(EVENING, now=NOON)


def test_a_day_is_planned_and_moved_until_it_begins() -> None:
    assert given(NEW, PLANNED).plan_day(EVENING, now=BEFORE) == [EVENING]
    with pytest.raises(Invalid):
        given(NEW, PLANNED).plan_day(EVENING, now=BEGINS)
    assert OPEN.plan_day(replace(EVENING, on=DAY), now=BEGINS) == []
    assert OPEN.plan_day(LATER, now=BEFORE) == [LATER]
    with pytest.raises(Invalid):
        OPEN.plan_day(LATER, now=BEGINS)


def test_a_day_is_cancelled_until_it_begins_and_can_come_back() -> None:
    assert OPEN.cancel_day(DAY, now=NOON) == [DAY_OFF]
    assert given(OPEN, DAY_OFF).cancel_day(DAY, now=NOON) == []
    assert given(OPEN, DAY_OFF).plan_day(EVENING, now=NOON) == [EVENING]
    for day, now in ((DAY, BEGINS), (TODAY, NOON)):
        with pytest.raises(Invalid):
            OPEN.cancel_day(day, now=now)


def test_an_hour_that_the_night_in_march_leaves_out_is_refused() -> None:
    night = replace(EVENING, day=date(2027, 3, 28), begins="03:30")
    with pytest.raises(Invalid):
        DRAFT.plan_day(night, now=NOON)


def test_there_are_so_many_days_and_no_more() -> None:
    days = [replace(EVENING, day=DAY + timedelta(days=n)) for n in range(MOST_DAYS + 1)]
    full = given(NEW, PLANNED, *days[:MOST_DAYS])
    assert given(NEW, PLANNED, *days[: MOST_DAYS - 1]).plan_day(days[MOST_DAYS - 1], now=NOON)
    with pytest.raises(Refused):
        full.plan_day(days[MOST_DAYS], now=NOON)


def test_cancelled_nothing_of_it_takes_place_from_that_day_on() -> None:
    assert OPEN.cancel(on=TODAY) == [CANCELLED]
    assert OFF.cancel(on=TODAY) == []
    assert (OFF.status, OFF.calendar.held) == (HappeningStatus.CANCELLED, ())
    late = given(OPEN, replace(CANCELLED, on=DAY + timedelta(days=1)))
    assert [each.day for each in late.calendar.held] == [DAY]


def test_who_came_is_counted_once_it_has_begun_and_can_be_put_right() -> None:
    with pytest.raises(Invalid):
        OPEN.count(COUNTED, now=BEFORE)
    assert OPEN.count(COUNTED, now=BEGINS) == [COUNTED]
    counted = given(OPEN, COUNTED)
    assert counted.count(COUNTED, now=BEGINS) == []
    right = replace(COUNTED, parents=15, is_estimate=False)
    assert counted.count(right, now=BEGINS) == [right]
    for state, heads in ((OPEN, replace(COUNTED, day=TODAY)), (given(OPEN, DAY_OFF), COUNTED)):
        with pytest.raises(Invalid):
            state.count(heads, now=BEGINS)
