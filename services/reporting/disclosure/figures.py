"""Reading an edition: a figure for a range of months, from published cells and nothing else."""

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from services.common.months import months_between, next_month
from services.reporting.disclosure.cube import ALL, Key
from services.reporting.disclosure.layout import Kind, Layout, is_half, span
from services.reporting.disclosure.protect import Protected

LEAST_FOR_PERCENT = 5
LEAST_FOR_SENSITIVE_PERCENT = 10


class Mark(StrEnum):
    """Why a figure reads as it does; the same for a cell's own sake and for a neighbour's."""

    SHOWN = "shown"
    NIL = "nil"  # printed as an en dash
    SUPPRESSED = "suppressed"  # printed as two dots, with the note
    NOT_PUBLISHED = "not_published"  # no edition carries these cells for these months


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
        mine = self._by_cell.get((place, programme, class_), {})
        match self.layout.kind:
            case Kind.FLOW:
                periods = _path(first, last, {p for p, n in mine.items() if n is not None})
            case Kind.STOCK:
                periods = _matching(mine, lambda months: months[1] == last)
            case Kind.PEOPLE:
                periods = _matching(mine, lambda months: months == (first, last))
        if not periods:
            covered = {month for period in mine for month in months_between(*span(period))}
            return SUPPRESSED if set(months_between(first, last)) <= covered else NOT_PUBLISHED
        values = [mine[period] for period in periods]
        if None in values:
            return SUPPRESSED
        total = sum(value or 0 for value in values)
        return Figure(Mark.SHOWN if total else Mark.NIL, total, periods)

    def nearest(
        self, *, first: str, last: str, place: str = ALL, programme: str = ALL, class_: str = ALL
    ) -> tuple[str, str] | None:
        """The longest range within the asked one that has a figure here; the newest of equals."""
        rest = {"place": place, "programme": programme, "class_": class_}
        months = months_between(first, last)
        ranges = [(a, b) for a in months for b in months if a <= b]
        ranges.sort(key=lambda ab: (months.index(ab[1]) - months.index(ab[0]), ab), reverse=True)
        for start, end in ranges:
            if self.figure(first=start, last=end, **rest).value is not None:
                return start, end
        return None

    @cached_property
    def _by_cell(self) -> Mapping[Key, Mapping[str, int | None]]:
        """For place, programme and class what each period says."""
        found: dict[Key, dict[str, int | None]] = {}
        for (period, *rest), shown in self.cells.cells.items():
            found.setdefault(tuple(rest), {})[period] = shown
        return found


def percent(part: Figure, whole: Figure, *, least: int = LEAST_FOR_SENSITIVE_PERCENT) -> int | None:
    """A whole percent, half up; None where either is hidden or there are fewer than `least`."""
    if part.value is None or whole.value is None or whole.value < max(least, 1):
        return None
    return (200 * part.value + whole.value) // (2 * whole.value)


def may_show_median(n: Figure, *, threshold: int) -> bool:
    """A median is of `n` people, so it is shown only where that number is, and is enough."""
    return n.value is not None and n.value >= threshold


def _path(first: str, last: str, shown: Set[str]) -> tuple[str, ...]:
    """Shown periods that follow each other from `first` to `last`, the longest first."""
    if first > last:
        return ()
    starting = (period for period in shown if span(period)[0] == first and span(period)[1] <= last)
    for period in sorted(starting, key=lambda p: span(p)[1], reverse=True):
        end = span(period)[1]
        rest = _path(next_month(end), last, shown)
        if end == last or rest:
            return (period, *rest)
    return ()


def _matching(periods: Iterable[str], wanted: Callable[[tuple[str, str]], bool]) -> tuple[str, ...]:
    """One period that answers; a half-year rather than a month, which may carry more."""
    found = sorted((p for p in periods if wanted(span(p))), key=is_half)
    return (found[-1],) if found else ()
