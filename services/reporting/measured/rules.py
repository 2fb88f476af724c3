"""How what was measured of families changed: the first measurement beside the last.

A family is in a period in which something was measured of it, by its last measurement there. It is
compared with the very first one of the same measure, which may be older. More is better on every
scale.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median
from uuid import UUID

from services.reporting.indicators.months import Period

Key = tuple[str, str]  # programme and indicator


@dataclass(frozen=True)
class Measured:
    """One measurement. `municipality`: None where it is withheld or nobody told it."""

    case_id: UUID
    programme: str
    indicator: str
    value: float
    on: date
    municipality: str | None = None


@dataclass(frozen=True)
class Development:
    """Of one measure in one programme: how many families, and how many rose, stayed and fell."""

    programme: str
    indicator: str
    families: int
    compared: int  # of them, those measured twice or more
    better: int
    same: int
    worse: int
    first_median: float | None  # of those compared; None for none
    last_median: float | None


def developments(measured: Iterable[Measured], period: Period) -> list[Development]:
    """In the order of programmes and measures."""
    by_family: dict[Key, dict[UUID, list[Measured]]] = defaultdict(lambda: defaultdict(list))
    for each in sorted(measured, key=lambda m: m.on):
        if each.on <= period.ends_on:
            by_family[each.programme, each.indicator][each.case_id].append(each)
    return [
        development
        for key in sorted(by_family)
        if (development := _development(key, by_family[key].values(), period)).families
    ]


def _development(key: Key, families: Iterable[list[Measured]], period: Period) -> Development:
    here = [family for family in families if family[-1].on in period]
    pairs = [(family[0].value, family[-1].value) for family in here if len(family) > 1]
    return Development(
        *key,
        families=len(here),
        compared=len(pairs),
        better=sum(last > first for first, last in pairs),
        same=sum(last == first for first, last in pairs),
        worse=sum(last < first for first, last in pairs),
        first_median=median(first for first, _ in pairs) if pairs else None,
        last_median=median(last for _, last in pairs) if pairs else None,
    )
