"""Days of allowance: from hours away and how far it was, to cents, both sides of each border."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from services.casework.visits.events import ExpensesCorrected
from services.volunteers.expenses import commands, queries, views
from services.volunteers.expenses.domain import Claim
from services.volunteers.expenses.events import ClaimMade
from services.volunteers.expenses.projections import claims
from services.volunteers.rates.queries import borders
from services.volunteers.rates.rules import (
    NO_DAYS,
    UNPAID,
    DayRates,
    Days,
    days_away,
    days_worth,
)
from services.volunteers.terms.domain import Payer
from services.volunteers.terms.queries import day_rates_on
from shared.inbox import letters
from shared.kernel.aggregate import Invalid, fold
from tests.volunteers.examples import ANNA, MAY
from tests.volunteers.expenses.examples import APPROVED, DECIDED, MADE, NOTHING, VISIT
from tests.volunteers.expenses.test_lists import INCURRED
from tests.volunteers.expenses.test_terms import FULL
from tests.volunteers.stage import Stage, stage

__all__ = ["stage"]
RATES = DayRates(5400, 2500)
TRIP = replace(MADE, kilometres=0, costs=0, whole_days=2, part_days=1)
OF_TRIP = replace(APPROVED, kilometres=0, costs=0, receipt_seen=False, days=3, allowance=13_300)
DECIDES: dict[str, Any] = {
    "rate": 55,
    "wants_receipt": False,
    "receipt_seen": False,
    "day_rates": RATES,
}


@pytest.mark.parametrize(
    ("hours", "days"),
    [
        ("6", NO_DAYS),
        ("6.01", Days(0, 1)),
        ("10", Days(0, 1)),
        ("10.01", Days(1, 0)),
        ("24", Days(1, 0)),
        ("25.99", Days(1, 0)),
        ("26", Days(1, 1)),
        ("30", Days(1, 1)),
        ("30.01", Days(2, 0)),
        ("168", Days(7, 0)),
    ],
)
def test_days_follow_from_hours_away(hours: str, days: Days) -> None:
    assert days_away(Decimal(hours), 16, borders()) == days


@pytest.mark.parametrize(("distance", "days"), [(15, NO_DAYS), (16, Days(1, 0))])
def test_a_trip_is_farther_than_fifteen_kilometres(distance: int, days: Days) -> None:
    assert days_away(Decimal(12), distance, borders()) == days


@pytest.mark.parametrize(("free_meals", "cents"), [(False, 13_300), (True, 6650)])
def test_with_free_meals_it_is_half(free_meals: bool, cents: int) -> None:
    assert days_worth(Days(2, 1), RATES, free_meals=free_meals) == cents


def test_of_fewer_days_the_whole_ones_come_first() -> None:
    fewer = [Days(2, 1).at_most(number) for number in range(5)]
    assert fewer == [NO_DAYS, Days(1, 0), Days(2, 0), Days(2, 1), Days(2, 1)]


def test_only_who_agreed_to_it_pays_days() -> None:
    pays = fold(Payer(FULL.organisation_id), [replace(FULL, pays_days=True)])
    first = FULL.starts_on
    days = (date(2025, 12, 31), first)
    assert [day_rates_on(pays, day) for day in days] == [UNPAID, RATES]
    assert day_rates_on(fold(Payer(FULL.organisation_id), [FULL]), first) == UNPAID


@pytest.mark.parametrize("made", [replace(NOTHING, whole_days=1), replace(NOTHING, part_days=1)])
def test_a_trip_alone_is_a_claim(made: ClaimMade) -> None:
    assert Claim(VISIT).claim(made) == [made]


def test_all_days_are_approved_at_the_rates_of_their_day() -> None:
    state = fold(Claim(VISIT), [TRIP])
    assert state.approve(DECIDED, **DECIDES) == [OF_TRIP]
    assert fold(state, [OF_TRIP]).balance.due == 13_300


def test_fewer_days_are_approved_with_a_reason() -> None:
    state = fold(Claim(VISIT), [TRIP])
    expected = replace(OF_TRIP, days=2, allowance=10_800, reason="Two.")
    assert state.approve(replace(DECIDED, reason="Two."), **DECIDES, days=2) == [expected]
    with pytest.raises(Invalid, match="Say why less"):
        state.approve(DECIDED, **DECIDES, days=2)
    with pytest.raises(Invalid, match="No more than"):
        state.approve(replace(DECIDED, reason="Four."), **DECIDES, days=4)


AWAY = replace(INCURRED, hours_away=Decimal(30), distance=80, free_meals=True)


def approved_days(stage: Stage, year: int) -> int:
    is_hers = claims.c.volunteer_id == ANNA
    sums: dict[UUID, int] = stage.read_only(
        lambda work: queries.year_days(work, is_hers, year=year)
    )
    return sums.get(ANNA, 0)


def test_what_a_visit_says_of_a_trip_becomes_days_of_a_claim(stage: Stage) -> None:
    stage.publish("casework", AWAY, stream=VISIT)
    state = stage.read_only(lambda work: work.load(Claim(VISIT))[0])
    assert state.made == replace(MADE, whole_days=1, part_days=1, free_meals=True)
    near = replace(ExpensesCorrected(**vars(AWAY)), distance=15)
    stage.publish("casework", near, stream=VISIT)
    state = stage.read_only(lambda work: work.load(Claim(VISIT))[0])
    assert state.made == MADE


def test_days_of_a_year_are_counted_once_they_are_approved(stage: Stage) -> None:
    stage.publish("casework", AWAY, stream=VISIT)
    assert approved_days(stage, MAY.year) == 0
    stage.do(commands.approve, VISIT, receipt_seen=True)
    assert [approved_days(stage, year) for year in (MAY.year - 1, MAY.year)] == [0, 2]


@pytest.mark.parametrize(("days", "near"), [(15, False), (16, True)])
def test_both_sides_are_warned_before_the_twentieth_day(
    stage: Stage, days: int, near: bool
) -> None:
    trip = replace(AWAY, hours_away=Decimal(24 * 7))
    for number in range(days // 7 + 1):
        hours = Decimal(24 * min(7, days - 7 * number))
        visit = type(VISIT)(int=900 + number)
        stage.publish("casework", replace(trip, visit_id=visit, hours_away=hours), stream=visit)
        stage.do(commands.approve, visit, receipt_seen=True)
    is_hers = claims.c.volunteer_id == ANNA
    warned = stage.read_only(lambda work: views.warnings(work, is_hers, year=MAY.year))
    assert (ANNA in warned) == near


def test_coordinators_are_written_to_about_a_trip_alone(stage: Stage) -> None:
    trip = replace(AWAY, kilometres=0, costs=Decimal(0))
    stage.publish("casework", trip, stream=VISIT)
    kinds = stage.read_only(lambda work: list(work.db.scalars(select(letters.c.kind))))
    assert kinds == ["expenses_wait"]
    nothing = replace(ExpensesCorrected(**vars(trip)), hours_away=Decimal(0))
    stage.publish("casework", nothing, stream=VISIT)
    assert stage.read_only(lambda work: list(work.db.scalars(select(letters.c.kind)))) == []
