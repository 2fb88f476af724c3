"""One number as readers get it, and when a share or a median may be made of several."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

LEAST_FOR_PERCENT = 5
LEAST_FOR_SENSITIVE_PERCENT = 10
LEAST_FOR_MEDIAN = 10
LEAST_FOR_NINE = 20  # below that nine in ten would be one person's value


class FigureStatus(StrEnum):
    """Why a figure reads as it does; the same for a cell's own sake and for a neighbour's."""

    SHOWN = "shown"
    NIL = "nil"  # printed as an en dash
    SUPPRESSED = "suppressed"  # printed as two dots, with the note
    NOT_PUBLISHED = "not_published"  # no edition carries these cells for these months


@dataclass(frozen=True)
class Figure:
    """One number of a report, or why there is none."""

    status: FigureStatus
    value: int | None = None
    periods: tuple[str, ...] = ()  # the published periods that it was put together from
    is_rounded: bool = False  # to the nearest five

    @property
    def text(self) -> str:
        """As printed, without thousands separators."""
        if self.value is not None:
            return str(self.value) if self.value else "–"
        return ".."


SUPPRESSED = Figure(FigureStatus.SUPPRESSED)
NOT_PUBLISHED = Figure(FigureStatus.NOT_PUBLISHED)


def figure_of(count: int, periods: tuple[str, ...] = (), *, is_rounded: bool = False) -> Figure:
    status = FigureStatus.SHOWN if count else FigureStatus.NIL
    return Figure(status, count, periods, is_rounded)


def sum_of(figures: Iterable[Figure]) -> Figure:
    """All of them together; each is shown."""
    figures = list(figures)
    return figure_of(
        sum(figure.value or 0 for figure in figures),
        tuple(dict.fromkeys(period for figure in figures for period in figure.periods)),
        is_rounded=any(figure.is_rounded for figure in figures),
    )


def percent(part: Figure, whole: Figure, *, least: int = LEAST_FOR_SENSITIVE_PERCENT) -> int | None:
    """A whole percent, half up; None where either is hidden or there are fewer than `least`."""
    if part.value is None or whole.value is None or whole.value < max(least, 1):
        return None
    return (200 * part.value + whole.value) // (2 * whole.value)
