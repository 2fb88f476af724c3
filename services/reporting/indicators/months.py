"""The periods that figures are of: whole calendar months, or any days of live figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

from services.common.months import Month, first_day, last_day, month_before, months_between


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
        return iter(months_between(self.first, self.last))


def year_to(month: Month) -> Range:
    """The twelve months that end with this one."""
    first = month
    for _ in range(11):
        first = month_before(first)
    return Range(first, month)
