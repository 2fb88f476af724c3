"""Reading an edition: a figure for a range of months, from published cells and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from services.reporting.disclosure.cube import ALL
from services.reporting.disclosure.layout import Kind, Layout, half_of, is_half, months_of
from services.reporting.disclosure.protect import Protected

LEAST_FOR_PERCENT = 5
LEAST_FOR_SENSITIVE_PERCENT = 10


class Mark(StrEnum):
    """Why a figure reads as it does; the same for a cell's own sake and for a neighbour's."""

    SHOWN = "shown"
    NIL = "nil"  # printed as an en dash
    SUPPRESSED = "suppressed"  # printed as two dots, with the note
    NOT_PUBLISHED = "not_published"  # no edition carries this place and class for these months


@dataclass(frozen=True)
class Figure:
    """One number of a report, or why there is none."""

    mark: Mark
    value: int | None = None
    periods: tuple[str, ...] = ()  # the published periods that it was put together from

    @property
    def text(self) -> str:
        """As printed, without thousands separators."""
        if self.value is not None:
            return str(self.value) if self.value else "–"
        return ".."


SUPPRESSED = Figure(Mark.SUPPRESSED)
NOT_PUBLISHED = Figure(Mark.NOT_PUBLISHED)


@dataclass(frozen=True)
class Published:
    """All that the editions up to one say about one report; `cells` spans all half-years."""

    layout: Layout
    cells: Protected

    def figure(
        self, *, first: str, last: str, place: str = ALL, programme: str = ALL, class_: str = ALL
    ) -> Figure:
        """The figure of the whole months from `first` to `last`."""
        rest = (place, programme, class_)
        return self._sum(self._ways(_months(first, last)), rest)

    def periods(self) -> list[str]:
        """The half-years and months that have been published, newest first."""
        return sorted({key[0] for key in self.cells.cells}, reverse=True)

    def nearest(self, *, first: str, last: str) -> tuple[str, str] | None:
        """The published half-years inside the range (else the newest before it ends)."""
        halves = sorted(p for p in self.periods() if is_half(p) and months_of(p)[-1] <= last)
        inside = [half for half in halves if months_of(half)[0] >= first] or halves[-1:]
        return (months_of(inside[0])[0], months_of(inside[-1])[-1]) if inside else None

    def _ways(self, months: list[str]) -> list[tuple[str, ...]]:
        """How the range can be made of periods, the best first."""
        halves = _whole_halves(months)
        covered = {month for half in halves for month in months_of(half)}
        rough = tuple(sorted({*halves, *(month for month in months if month not in covered)}))
        match self.layout.kind:
            case Kind.FLOW:
                return [rough, tuple(months)]
            case Kind.STOCK:
                closing = [h for h in halves if months_of(h)[-1] == months[-1]]
                return [(period,) for period in (*closing, months[-1])]
            case Kind.PEOPLE:
                return [rough] if len(rough) == 1 else []

    def _sum(self, ways: Iterable[tuple[str, ...]], rest: tuple[str, str, str]) -> Figure:
        found = NOT_PUBLISHED
        cells = self.cells.cells
        for periods in ways:
            keys = [(period, *rest) for period in periods]
            if not keys or not all(key in cells for key in keys):
                continue
            values = [cells[key] for key in keys]
            shown = [value for value in values if value is not None]
            if len(shown) == len(values):
                total = sum(shown)
                return Figure(Mark.SHOWN if total else Mark.NIL, total, periods)
            found = SUPPRESSED
        return found


def percent(part: Figure, whole: Figure, *, least: int = LEAST_FOR_SENSITIVE_PERCENT) -> int | None:
    """A whole percent, half up; None where either is hidden or there are fewer than `least`."""
    if part.value is None or whole.value is None or whole.value < max(least, 1):
        return None
    return (200 * part.value + whole.value) // (2 * whole.value)


def may_show_median(n: Figure, *, threshold: int) -> bool:
    """A median is of `n` people, so it is shown only where that number is, and is enough."""
    return n.value is not None and n.value >= threshold


def _months(first: str, last: str) -> list[str]:
    year, month = (int(part) for part in first.split("-"))
    found: list[str] = []
    while (name := f"{year}-{month:02}") <= last:
        found.append(name)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found


def _whole_halves(months: list[str]) -> list[str]:
    halves = sorted({half_of(month) for month in months})
    return [half for half in halves if set(months_of(half)) <= set(months)]
