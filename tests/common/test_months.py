"""Months by name, over the ends of years and Februaries."""

from datetime import date

import pytest

from services.common.months import first_day, last_day, month_before, months_between, next_month


@pytest.mark.parametrize(
    ("month", "following"), [("2026-01", "2026-02"), ("2026-09", "2026-10"), ("2026-12", "2027-01")]
)
def test_a_month_follows_another(month: str, following: str) -> None:
    assert (next_month(month), month_before(following)) == (following, month)


@pytest.mark.parametrize(("month", "days"), [("2026-02", 28), ("2028-02", 29), ("2026-12", 31)])
def test_a_month_has_its_first_and_its_last_day(month: str, days: int) -> None:
    year, number = int(month[:4]), int(month[5:])
    assert (first_day(month), last_day(month)) == (
        date(year, number, 1),
        date(year, number, days),
    )


def test_the_months_between_two_include_both() -> None:
    assert months_between("2026-11", "2027-02") == ["2026-11", "2026-12", "2027-01", "2027-02"]
    assert months_between("2026-11", "2026-11") == ["2026-11"]
    assert months_between("2026-12", "2026-11") == []
