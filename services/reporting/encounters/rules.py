"""Encounters by kind: how many there were, how many people were present, and for how long.

Visits count when they were held, with the people of the family who were there; booked times of a
reception when they were held, of which nobody writes down how many came; open events with the heads
that were counted or estimated. Nobody is told apart: whoever comes twice is present twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from services.common.codes import VisitKind

BOOKING, OPEN_EVENT = "BOOKING", "OPEN_EVENT"  # beside the kinds of visits
KINDS = (*map(str, VisitKind), BOOKING, OPEN_EVENT)


@dataclass(frozen=True)
class Encounter:
    """One that was held."""

    kind: StrEnum | str
    present: int | None = None  # None: nobody wrote it down
    minutes: int = 0
    is_estimate: bool = False


@dataclass(frozen=True)
class Encounters:
    """All of one kind, or all together where `kind` is empty."""

    kind: str
    number: int
    present: int  # as far as it was written down
    minutes: int
    uncounted: int  # encounters of which nobody wrote down how many were there
    estimated: int  # encounters whose number of people is an estimate


def by_kind(held: Iterable[Encounter]) -> list[Encounters]:
    """The kinds that there were, in one order, and all of them first; nothing for none."""
    held = list(held)
    kinds = [(kind, [each for each in held if each.kind == kind]) for kind in KINDS]
    rows = [_together(kind, rows) for kind, rows in kinds if rows]
    return [_together("", held), *rows] if rows else []


def _together(kind: str, held: list[Encounter]) -> Encounters:
    return Encounters(
        kind=kind,
        number=len(held),
        present=sum(each.present or 0 for each in held),
        minutes=sum(each.minutes for each in held),
        uncounted=sum(each.present is None for each in held),
        estimated=sum(each.is_estimate for each in held),
    )
