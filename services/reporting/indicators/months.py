"""Whole calendar months by name: "2026-03" is the days from 1 to 31 March 2026 in Helsinki."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

Month = str


def month_of(day: date) -> Month:
    return f"{day:%Y-%m}"


def next_month(month: Month) -> Month:
    return month_of(first_day(month) + timedelta(days=31))


def month_before(month: Month) -> Month:
    return month_of(first_day(month) - timedelta(days=1))


def first_day(month: Month) -> date:
    return date.fromisoformat(f"{month}-01")


def last_day(month: Month) -> date:
    return first_day(next_month(month)) - timedelta(days=1)


@dataclass(frozen=True)
class Range:
    """The months from `first` to `last`, both included."""

    first: Month
    last: Month

    @property
    def starts_on(self) -> date:
        return first_day(self.first)

    @property
    def ends_on(self) -> date:
        return last_day(self.last)

    def __contains__(self, day: date | None) -> bool:
        return day is not None and self.starts_on <= day <= self.ends_on

    def __iter__(self) -> Iterator[Month]:
        month = self.first
        while month <= self.last:
            yield month
            month = next_month(month)


def year_to(month: Month) -> Range:
    """The twelve months that end with this one."""
    first = month
    for _ in range(11):
        first = month_before(first)
    return Range(first, month)


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last where it is shorter."""
    month = month_of(day)
    for _ in range(months):
        month = next_month(month)
    return min(first_day(month).replace(day=1) + timedelta(days=day.day - 1), last_day(month))
