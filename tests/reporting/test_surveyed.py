"""The experience of support persons (M23): of one's own exactly, of the region coarsely."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.reporting.indicators.months import Range
from services.reporting.surveyed.rules import Experience, Surveyed, of_one, of_region

ONE, TWO, THREE = (UUID(int=n) for n in (61, 62, 63))
YEAR = Range("2026-01", "2026-12")
FIRST = Surveyed(ONE, date(2026, 3, 1), "learning", answers=5, yes=4)
ROWS = [
    FIRST,
    replace(FIRST, month=date(2026, 9, 1), answers=6, yes=2),
    replace(FIRST, month=date(2027, 1, 1)),
    replace(FIRST, question="recommend", yes=5),
]
OTHERS = [replace(FIRST, organisation=TWO), replace(FIRST, organisation=THREE, yes=3)]


def test_an_organisation_reads_its_own_sums_exactly() -> None:
    assert of_one(ROWS, YEAR) == [
        Experience("learning", "M23", answers=11, yes=6, share=55),
        Experience("recommend", "", answers=5, yes=5, share=100),
    ]
    assert of_one(ROWS, Range("2025-01", "2025-12")) == []


def test_of_the_region_is_told_in_fives_from_three_organisations_on() -> None:
    assert of_region([*ROWS, OTHERS[0]], YEAR) == []
    learning, _ = of_region([*ROWS, *OTHERS], YEAR)
    assert learning == Experience("learning", "M23", answers=20, yes=None, share=60)
