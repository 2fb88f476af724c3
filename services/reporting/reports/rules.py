"""What one reader reads, and what to ask instead of a figure that is hidden.

Alternatives are the providers of the same place, the places around it, and other months.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

from services.common import geography
from services.common.months import Month
from services.reporting.coverage.rules import ELSEWHERE, WITHHELD
from services.reporting.disclosure.cells import ALL
from services.reporting.disclosure.figures import Figure, FigureStatus
from services.reporting.editions.events import Reached
from services.reporting.editions.queries import Edition
from services.reporting.editions.rules import is_complete
from services.reporting.figures.domain import Report, ReportQuery
from services.reporting.figures.rules import (
    PLACES,
    FigureReader,
    ReportLine,
    Scope,
    kind_of,
    lines,
)
from services.reporting.indicators.months import Range, year_to

MAIN = {
    Report.DEMAND: "accepted",
    Report.WAITING: "met",
    Report.SUPPORT: "supported",
    Report.OUTCOMES: "ended",
}


@dataclass(frozen=True)
class Reading:
    """A reader of figures, what they were taken from, and what they can be divided by."""

    reader: FigureReader
    reached: tuple[Reached, ...]
    edition: Edition | None  # None: live, or nothing has been published yet
    is_live: bool
    programmes: tuple[str, ...]
    providers: tuple[str, ...]  # as filters name them
    places: Mapping[str, str]  # what each place is part of, up to the whole region
    at: datetime
    last: Month  # the last month that there are figures of
    first: Month = ""  # and the first; empty when all months have some

    @property
    def taken_at(self) -> datetime:
        """The moment that the figures are of."""
        return self.edition.published_at if self.edition else self.at

    @property
    def is_complete(self) -> bool:
        return is_complete(self.reached, self.taken_at)

    @property
    def usual(self) -> Range:
        """What one sees without asking: twelve months, or those that there are by now."""
        year = year_to(self.last)
        return Range(min(max(year.first, self.first), year.last), year.last)

    def lines(self, query: ReportQuery) -> list[ReportLine]:
        return lines(self.scope(query, self.reader))

    def scope(self, query: ReportQuery, reader: FigureReader) -> Scope:
        return Scope(query, reader, self.programmes, self.providers, self._inside(query.place))

    def _inside(self, place: str) -> tuple[str, ...]:
        """The places within this one; with the whole region also those withheld."""
        if not self.is_live:
            return tuple(dict.fromkeys(self.places.values())) if place == ALL else ()
        named = (code for code in self.places if code not in (WITHHELD, ELSEWHERE))
        inside = (code for code in named if place in above(code, self.places))
        return (*sorted(inside, key=_widest_first), *([WITHHELD] if place == ALL else []))


@dataclass(frozen=True)
class Alternative:
    """Another question that is near the one asked, and its answer."""

    query: ReportQuery
    figure: Figure


def hidden(reading: Reading, query: ReportQuery) -> FigureStatus | None:
    """Why the report's main figure is not there; None where it is."""
    figure = _figure(reading, query)
    return figure.status if figure.value is None else None


def alternatives(reading: Reading, query: ReportQuery) -> list[Alternative]:
    """The nearest questions with an answer; none where the asked one has its own.

    The same without the place or the programme, and over all months that there are.
    """
    if reading.is_live or hidden(reading, query) is None:
        return []
    everywhen = Range(min(reading.first or query.period.first, reading.last), reading.last)
    near = [
        replace(query, period=period, place=place, programme=programme)
        for period in (query.period, everywhen)
        for place, programme in (
            (query.place, query.programme),
            (query.place, ALL),
            (ALL, query.programme),
            (ALL, ALL),
        )
    ]
    answers = [Alternative(other, _figure(reading, other)) for other in dict.fromkeys(near)]
    answered = [answer for answer in answers if answer.figure.value is not None]
    return [each for each in answered if each.query.period == answered[0].query.period]


def answering(reading: Reading, query: ReportQuery) -> Range | None:
    """The months that the main figure is of; None where there is none."""
    cell = reading.reader.at(MAIN[query.report], query.cell)
    return cell.period if _figure(reading, query).value is not None else None


def _figure(reading: Reading, query: ReportQuery) -> Figure:
    name = MAIN[query.report]
    return reading.reader.figure(name, reading.reader.at(name, query.cell))


def above(place: str, parents: Mapping[str, str]) -> tuple[str, ...]:
    """What a place is part of, nearest first: for a municipality up to the whole region."""
    around = []
    while place in parents:
        place = parents[place]
        around.append(place)
    return tuple(around)


def _widest_first(place: str) -> tuple[int, str]:
    return PLACES.index(kind_of(place)), place


@cache
def named_places() -> Set[str]:
    """The places that a filter may name."""
    subregions = (f"subregion:{code}" for code in geography.subregions())
    counties = (f"county:{code}" for code in geography.counties())
    areas = geography.reporting_areas()
    return frozenset({WITHHELD, *geography.municipalities(), *subregions, *counties, *areas})
