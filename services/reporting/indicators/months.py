"""Whole calendar months by name: "2026-03" is the days from 1 to 31 March 2026 in Helsinki."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Protocol

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


class Period(Protocol):
    """Days that follow each other, the first and the last included."""

    @property
    def starts_on(self) -> date: ...

    @property
    def ends_on(self) -> date: ...

    def __contains__(self, day: date) -> bool: ...


@dataclass(frozen=True)
class Days:
    """A period that need not be whole months; for live figures alone."""

    starts_on: date
    ends_on: date

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


@dataclass(frozen=True)
class Range:
    """The months from `first` to `last`, both included."""

    first: Month
    last: Month

    @cached_property
    def starts_on(self) -> date:
        return first_day(self.first)

    @cached_property
    def ends_on(self) -> date:
        return last_day(self.last)

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

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
