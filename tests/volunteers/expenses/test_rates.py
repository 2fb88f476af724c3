"""Tax-free rates by year, and the border of the year's limit."""

from datetime import date

import pytest

from services.volunteers.rates.queries import limits, tax_free
from services.volunteers.rates.rules import Limits, Room, room


@pytest.mark.parametrize(
    ("day", "cents"),
    [
        (date(2023, 12, 31), 57),  # before the first row: the first
        (date(2024, 12, 31), 57),
        (date(2025, 1, 1), 59),
        (date(2025, 12, 31), 59),
        (date(2026, 1, 1), 55),
        (date(2027, 1, 1), 55),  # of a year without a row: the last
    ],
)
def test_a_kilometre_is_worth_what_the_year_of_its_day_says(day: date, cents: int) -> None:
    assert tax_free(day).kilometre == cents


def test_every_rate_names_whose_decision_it_is() -> None:
    assert [str(year) in tax_free(date(year, 5, 1)).source for year in (2024, 2025, 2026)] == [
        True
    ] * 3


def test_the_limits_are_those_of_the_income_tax_act() -> None:
    assert limits() == Limits(kilometres=300_000, per_diem_days=20)


@pytest.mark.parametrize(
    ("cents", "near"),
    [
        (0, Room.ENOUGH),
        (239_999, Room.ENOUGH),
        (240_000, Room.NEAR),
        (299_999, Room.NEAR),
        (300_000, Room.REACHED),
        (400_000, Room.REACHED),
    ],
)
def test_both_sides_are_warned_from_four_fifths_on(cents: int, near: Room) -> None:
    assert room(cents, limits().kilometres) == near
