"""The tax-free rates of each year, from the file that holds them as data."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from services.volunteers.rates.rules import CENTS, Borders, Limits, TaxFree

FILE = Path(__file__).with_name("rates.yaml")


@cache
def by_year() -> dict[int, TaxFree]:
    """Every year of the file."""
    return {row["year"]: TaxFree(**row) for row in _file()["rates"]}


@cache
def limits() -> Limits:
    of_year = _file()["limits"]
    return Limits(of_year["kilometres"] * CENTS, of_year["per_diem_days"])


@cache
def borders() -> Borders:
    """From when on a trip counts as days of allowance."""
    return Borders(**_file()["days"])


def tax_free(day: date) -> TaxFree:
    """What holds on that day; of a year that has no row yet the last before it.

    Before the first row the first: a visit is seldom logged years later.
    """
    years = by_year()
    return years[max((year for year in years if year <= day.year), default=min(years))]


def _file() -> dict[str, Any]:
    rows: dict[str, Any] = YAML(typ="safe").load(FILE)
    return rows
