"""A closed group: who can still join, until when, and on what terms; rules alone."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from services.common.codes import Guiding, HappeningKind
from services.referral.happenings import events, rules
from services.referral.happenings.domain import Happening
from services.referral.registrations.rules import ALL, chosen_day
from shared.kernel.aggregate import Invalid
from shared.kernel.testing import given
from tests.referral.happenings.test_planning import (
    BEFORE,
    BEGINS,
    DAY,
    DAY_OFF,
    DRAFT as LECTURE,
    EVENING,
    ID,
    NOON,
    OPEN as OPEN_LECTURE,
    PLANNED as PLANNED_LECTURE,
    PUBLISHED,
    TODAY,
)

PLANNED = replace(
    PLANNED_LECTURE,
    kind=HappeningKind.PEER_GROUP,
    languages=("ar", "so"),
    guides=(Guiding.PROFESSIONAL, Guiding.VOLUNTEER),
    rules_fi="Mitä täällä puhutaan, jää tänne.",
)
NEXT = DAY + timedelta(weeks=1)
DRAFT = given(Happening(ID), PLANNED, EVENING, replace(EVENING, day=NEXT))
OPEN = given(DRAFT, PUBLISHED)


def test_what_was_planned_before_groups_were_known_still_reads() -> None:
    before = vars(PLANNED_LECTURE).copy()
    for name in ("languages", "guides", "rules_fi", "rules_sv", "rules_en"):
        del before[name]
    plan = events.HappeningPlanned(**before)
    assert (rules.spoken(plan), rules.rules_of(plan), rules.is_closed(plan)) == (("fi",), {}, False)


def test_each_language_is_spoken_once() -> None:
    assert rules.spoken(PLANNED) == ("fi", "ar", "so")
    assert rules.spoken(replace(PLANNED, languages=("fi", "ar", "ar"))) == ("fi", "ar")


@pytest.mark.parametrize(("seats", "drop_in"), [(0, False), (0, True), (8, True)])
def test_a_closed_group_has_seats_and_nobody_drops_in(seats: int, *, drop_in: bool) -> None:
    with pytest.raises(Invalid):
        DRAFT.publish(on=TODAY, seats=seats, drop_in=drop_in)
    assert LECTURE.publish(on=TODAY, seats=seats, drop_in=drop_in) == [PUBLISHED]


def test_with_seats_it_is_published() -> None:
    assert DRAFT.publish(on=TODAY, seats=1, drop_in=False) == [PUBLISHED]


@pytest.mark.parametrize(
    ("now", "days"), [(NOON, (DAY, NEXT)), (BEFORE, (DAY, NEXT)), (BEGINS, ())]
)
def test_one_joins_it_until_its_first_day_begins(now: datetime, days: object) -> None:
    assert OPEN.days_to_join(now) == days
    assert OPEN.takes_nobody_new(now) is not bool(days)


def test_whoever_belongs_to_it_comes_to_what_is_left_of_it() -> None:
    assert OPEN.days_to_come(BEGINS) == (NEXT,)


def test_a_first_day_that_was_cancelled_does_not_begin_it() -> None:
    assert given(OPEN, DAY_OFF).days_to_join(BEGINS) == (NEXT,)


def test_one_joins_what_is_open_also_after_its_first_day() -> None:
    later = given(OPEN_LECTURE, replace(EVENING, day=NEXT))
    assert later.days_to_join(BEGINS) == (NEXT,)


def test_published_it_stays_closed_or_open() -> None:
    closed = replace(PLANNED, place="Koulu")
    opened = replace(PLANNED, kind=HappeningKind.PEER_GROUP_OPEN)
    assert OPEN.plan(closed) == [closed]
    assert DRAFT.plan(opened) == [opened]
    for state, plan in ((OPEN, opened), (OPEN_LECTURE, PLANNED)):
        with pytest.raises(Invalid, match="stays closed"):
            state.plan(plan)


@pytest.mark.parametrize("text", ["", ALL])
def test_whoever_joins_it_joins_for_all_times(text: str) -> None:
    assert chosen_day(text, (DAY, NEXT), PLANNED) is None
    assert chosen_day(text, (DAY,), PLANNED) is None
    with pytest.raises(Invalid):
        chosen_day(DAY.isoformat(), (DAY, NEXT), PLANNED)
