"""What may be paid free of tax, and how near somebody is to it. Amounts are cents."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Self

CENTS = 100
DAY = 24  # hours
NEAR = 80  # per cent of the year's limit from which both sides are warned


@dataclass(frozen=True)
class TaxFree:
    """What may be paid free of tax in one year."""

    year: int
    kilometre: int  # cents
    per_diem: int  # euros
    part_day: int  # euros
    source: str


@dataclass(frozen=True)
class Limits:
    """What may be paid to one volunteer in one year."""

    kilometres: int  # cents
    per_diem_days: int


@dataclass(frozen=True)
class Borders:
    """From when on a trip counts as days."""

    distance: int  # kilometres from home; it is farther
    part_over: int  # hours, as those that follow
    whole_over: int
    rest_from: int
    rest_over: int


@dataclass(frozen=True)
class Days:
    """Whole and part days of allowance."""

    whole: int = 0
    part: int = 0

    @property
    def number(self) -> int:
        return self.whole + self.part

    def at_most(self, number: int) -> Self:
        """So many of them, whole ones first."""
        whole = min(self.whole, number)
        return replace(self, whole=whole, part=min(self.part, number - whole))


@dataclass(frozen=True)
class DayRates:
    """Cents for a whole and a part of a day."""

    whole: int = 0
    part: int = 0


NO_DAYS, UNPAID = Days(), DayRates()


def days_away(hours: Decimal, distance: int, borders: Borders) -> Days:
    """How many days of allowance a trip of so many hours comes to, that far from home."""
    if distance <= borders.distance:
        return NO_DAYS
    full, rest = divmod(hours, DAY)
    whole = rest > (borders.rest_over if full else borders.whole_over)
    part = rest >= borders.rest_from if full else rest > borders.part_over
    return Days(int(full) + whole, int(part and not whole))


def days_worth(days: Days, rates: DayRates, *, free_meals: bool) -> int:
    """Cents for days; with free meals half of it."""
    cents = days.whole * rates.whole + days.part * rates.part
    return cents // 2 if free_meals else cents


class Room(StrEnum):
    """How near somebody is to the year's limit; nothing is ever refused for it."""

    ENOUGH = "ENOUGH"
    NEAR = "NEAR"
    REACHED = "REACHED"


def room(used: int, most: int) -> Room:
    """How near a sum of cents, or a number of days, is to what the year allows."""
    if used >= most:
        return Room.REACHED
    return Room.NEAR if used * 100 >= most * NEAR else Room.ENOUGH
