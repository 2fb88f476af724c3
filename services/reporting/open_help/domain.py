"""Half-years, for which these figures are given: they never overlap, so none is the difference
of two others."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering
from typing import Self

from shared.kernel.aggregate import Invalid

HALF = re.compile(r"(20[0-9]{2})-([12])")
SETTLING = timedelta(days=35)  # after its end, in which what came late is still counted in


@total_ordering
@dataclass(frozen=True)
class HalfYear:
    """The first or the second six months of a year."""

    year: int
    half: int  # 1 or 2

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, 1 if day.month <= 6 else 2)

    @classmethod
    def named(cls, text: str) -> Self:
        """Of a name such as `2026-2`; raises `Invalid`."""
        match = HALF.fullmatch(text)
        if match is None:
            raise Invalid(
                "half=%(given)s is not a half-year such as 2026-2.", code="half", given=text[:40]
            )
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.year}-{self.half}"

    def __lt__(self, other: "HalfYear") -> bool:
        return (self.year, self.half) < (other.year, other.half)

    @property
    def starts_on(self) -> date:
        return date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def ends_on(self) -> date:
        return date(self.year, 6, 30) if self.half == 1 else date(self.year, 12, 31)

    @property
    def final_on(self) -> date:
        """From that day on its figures stay as they are."""
        return self.ends_on + SETTLING

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


def halves(first: date, today: date) -> list[HalfYear]:
    """From that of the first day to that of today, the newest first."""
    newest = HalfYear.of(today)
    every = (HalfYear(year, half) for year in range(first.year, today.year + 1) for half in (1, 2))
    return sorted(
        (each for each in every if HalfYear.of(first) <= each <= newest), reverse=True
    ) or [newest]
