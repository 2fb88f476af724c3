"""What to ask instead of a figure that is hidden: its providers, wider places, other months."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from services.reporting.disclosure.cube import ALL
from services.reporting.disclosure.figures import Figure, FigureStatus
from services.reporting.indicators.months import Range
from services.reporting.reports.asked import Asked, Report
from services.reporting.reports.queries import Reading, above
from services.reporting.reports.reading import Cell

MAIN = {
    Report.DEMAND: "accepted",
    Report.WAITING: "met",
    Report.SUPPORT: "supported",
    Report.OUTCOMES: "ended",
}


@dataclass(frozen=True)
class Instead:
    """Another question that is near the one asked, and its answer."""

    asked: Asked
    figure: Figure


def hidden(reading: Reading, asked: Asked) -> FigureStatus | None:
    """Why the report's main figure is not there; None where it is."""
    found = _figure(reading, asked)
    return found.status if found.value is None else None


def instead(reading: Reading, asked: Asked) -> list[Instead]:
    """The nearest questions with an answer; none where the asked one has its own.

    First the same place: in months that have a figure, and of each provider by itself. Then the
    places around it, one after the other, until one answers.
    """
    if reading.is_live or hidden(reading, asked) is None:
        return []
    found = list(_of_place(reading, asked))
    for place in above(asked.place, reading.places):
        wider = list(_of_place(reading, replace(asked, place=place)))
        found += wider
        if any(one.asked.programme == asked.programme for one in wider):
            break
    return found


def _of_place(reading: Reading, asked: Asked) -> Iterator[Instead]:
    """The place as a whole, else the providers that are shown there."""
    whole = _in_months(reading, asked)
    if whole is not None:
        yield whole
        return
    if asked.programme == ALL:
        for provider in reading.providers:
            part = _in_months(reading, replace(asked, programme=provider))
            if part is not None and part.figure.value:
                yield part


def _in_months(reading: Reading, asked: Asked) -> Instead | None:
    """The first of the asked months, the nearest published ones and longer ones that answers."""
    for period in _periods(reading, asked.period):
        other = replace(asked, period=period)
        figure = _figure(reading, other)
        if figure.value is not None:
            return Instead(other, figure)
    return None


def _periods(reading: Reading, period: Range) -> Iterator[Range]:
    yield period
    nearest = reading.reader.nearest(period)
    if nearest is not None:
        yield nearest
        yield Range(min(period.first, reading.first or period.first), nearest.last)


def _figure(reading: Reading, asked: Asked) -> Figure:
    cell = Cell(asked.period, asked.place, asked.programme)
    return reading.reader.figure(MAIN[asked.report], cell)
