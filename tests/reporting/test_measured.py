"""What was measured of an organisation's own families: the first beside the last."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.reporting.indicators.months import Range
from services.reporting.measured.rules import Development, Measured, developments

ANNA, BEA, CARL = (UUID(int=number) for number in (1, 2, 3))
SPRING = Range("2026-03", "2026-05")


def of(family: UUID, value: float, on: str, **more: Any) -> Measured:
    return Measured(family, "kaveri", "3x10d.6", value, date.fromisoformat(on), **more)


def development(**counts: Any) -> Development:
    none = dict.fromkeys(("families", "compared", "better", "same", "worse"), 0)
    medians = dict.fromkeys(("first_median", "last_median"))
    return Development("kaveri", "3x10d.6", **{**none, **medians, **counts})


def test_the_first_of_all_is_compared_with_the_last_of_the_period() -> None:
    rows = [
        of(ANNA, 4, "2025-09-01"),
        of(ANNA, 9, "2026-02-01"),
        of(ANNA, 6, "2026-04-01"),
        of(ANNA, 2, "2026-06-01"),  # after it
        of(BEA, 5, "2026-05-31"),
        of(BEA, 8, "2026-03-01"),
        of(CARL, 7, "2026-03-01"),
    ]
    assert developments(rows, SPRING) == [
        development(families=3, compared=2, better=1, worse=1, first_median=6.0, last_median=5.5)
    ]


@pytest.mark.parametrize(("last", "counts"), [(4, "worse"), (5, "same"), (6, "better")])
def test_a_family_rose_stayed_or_fell(last: int, counts: str) -> None:
    rows = [of(ANNA, 5, "2026-03-01"), of(ANNA, last, "2026-03-02")]
    expected = {"families": 1, "compared": 1, counts: 1, "first_median": 5, "last_median": last}
    assert developments(rows, SPRING) == [development(**expected)]


@pytest.mark.parametrize(
    ("on", "families"),
    [("2026-02-28", 0), ("2026-03-01", 1), ("2026-05-31", 1), ("2026-06-01", 0)],
)
def test_a_family_is_in_the_period_in_which_it_was_measured_last(on: str, families: int) -> None:
    assert [each.families for each in developments([of(ANNA, 5, on)], SPRING)] == (
        [families] if families else []
    )


def test_who_was_measured_before_the_period_alone_is_not_in_it() -> None:
    rows = [of(ANNA, 5, "2026-02-01"), of(BEA, 5, "2026-03-01")]
    assert developments(rows, SPRING) == [development(families=1)]


def test_each_measure_of_each_programme_stands_by_itself() -> None:
    rows = [
        Measured(ANNA, programme, indicator, 1, date(2026, 4, 1))
        for programme, indicator in (("b", "gas"), ("a", "oars"), ("a", "gas"), ("b", "gas"))
    ]
    assert [
        (each.programme, each.indicator, each.compared) for each in developments(rows, SPRING)
    ] == [
        ("a", "gas", 0),
        ("a", "oars", 0),
        ("b", "gas", 1),
    ]
