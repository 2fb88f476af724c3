"""The cells that editions carry: period, place, programme and class, each with its number."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from services.common.months import Month

Key = tuple[str, ...]
Shown = int | None  # None: not shown

ALL = "*"  # not divided by it
EXACTLY, ABOUT = "..", "~~"  # between the months of a period: ABOUT is to the nearest five
LAST_MONTHS = ("06", "12")


class Kind(StrEnum):
    """What a row is, and so what periods have to do with each other."""

    FLOW = "flow"  # something that happened, in one month: months add up
    STOCK = "stock"  # somebody present at a month's end
    PEOPLE = "people"  # somebody seen in a month: in a longer period each counts once


@dataclass(frozen=True)
class Cells:
    """What editions say of one figure."""

    cells: Mapping[Key, Shown] = field(default_factory=dict)

    def __or__(self, later: "Cells") -> "Cells":
        return Cells({**self.cells, **later.cells})

    def to_json(self) -> dict[str, Shown]:
        return {"|".join(key): shown for key, shown in sorted(self.cells.items())}

    @classmethod
    def from_json(cls, cells: Mapping[str, Shown]) -> "Cells":
        return cls({tuple(key.split("|")): shown for key, shown in cells.items()})


def period_of(first: Month, last: Month, *, is_rounded: bool = False) -> str:
    return f"{first}{ABOUT if is_rounded else EXACTLY}{last}"


def is_rounded(period: str) -> bool:
    return ABOUT in period


def is_older(period: str) -> bool:
    """A month or half-year as editions named it before rows were joined: 2026-03, 2026-H1."""
    return EXACTLY not in period and ABOUT not in period


def is_half(period: str) -> bool:
    """A half-year as it was named before rows were joined: 2026-H1."""
    return "H" in period


def span(period: str) -> tuple[Month, Month]:
    """The first and the last month of a period, of a half-year or of one month."""
    if is_half(period):
        year, half = period.split("-H")
        return (f"{year}-01", f"{year}-06") if half == "1" else (f"{year}-07", f"{year}-12")
    return period[:7], period[-7:]


def ends_half(month: Month) -> bool:
    """Whether a half-year ends with it."""
    return month[-2:] in LAST_MONTHS
