"""The two readers of figures: one counts an organisation's own facts live, one reads editions."""

from dataclasses import dataclass, field

from services.common import geography
from services.reporting.coverage.rules import WITHHELD
from services.reporting.disclosure.cube import ALL
from services.reporting.disclosure.figures import (
    LEAST_FOR_PERCENT,
    LEAST_FOR_SENSITIVE_PERCENT,
    NOT_PUBLISHED,
    Figure,
    FigureStatus,
)
from services.reporting.editions.events import Spread
from services.reporting.editions.queries import InForce
from services.reporting.editions.rules import spread
from services.reporting.figures.domain import Cell
from services.reporting.indicators.catalogue import INDICATORS, MISSING, OWN, leading
from services.reporting.indicators.counted import Counted
from services.reporting.indicators.months import Range
from services.reporting.indicators.timeline import ReferralTimeline

_OF_OWN = {**INDICATORS, **OWN}


@dataclass(frozen=True)
class LiveFigures:
    """An organisation's own people, unprotected: it knows them anyway."""

    timelines: list[ReferralTimeline]
    least_for_percent: int = LEAST_FOR_PERCENT
    _counted: dict[tuple[str, Range], list[Counted]] = field(default_factory=dict)

    def carries(self, indicator: str) -> bool:
        return True

    def figure(self, indicator: str, cell: Cell) -> Figure:
        return _figure(len(self._rows(indicator, cell)), cell.period)

    def spread(self, indicator: str, cell: Cell) -> Spread | None:
        values = [row.value or 0 for row in self._rows(indicator, cell)]
        return spread(values) if values else None

    def missing(self, indicator: str, cell: Cell) -> Figure:
        if indicator not in MISSING:
            return _figure(0, cell.period)
        rows = MISSING[indicator](leading(self.timelines), cell.period)
        return _figure(sum(_is_in(row, cell) for row in rows), cell.period)

    def nearest(self, period: Range) -> Range | None:
        return period

    def _rows(self, indicator: str, cell: Cell) -> list[Counted]:
        key = (indicator, cell.period)
        if key not in self._counted:
            self._counted[key] = list(_OF_OWN[indicator].rows(self.timelines, cell.period))
        return [row for row in self._counted[key] if _is_in(row, cell)]


@dataclass(frozen=True)
class PublishedFigures:
    """Everybody's people, from the editions in force: the cells that they show, no others."""

    editions: InForce
    least_for_percent: int = LEAST_FOR_SENSITIVE_PERCENT

    def carries(self, indicator: str) -> bool:
        return indicator in INDICATORS

    def figure(self, indicator: str, cell: Cell) -> Figure:
        return self.editions.figure(
            indicator,
            cell.period,
            place=cell.place,
            programme=cell.programme,
            class_=cell.class_,
        )

    def spread(self, indicator: str, cell: Cell) -> Spread | None:
        if cell.class_ != ALL or self.figure(indicator, cell).value is None:
            return None
        return self.editions.spread(
            indicator, cell.period, place=cell.place, programme=cell.programme
        )

    def missing(self, indicator: str, cell: Cell) -> Figure:
        return NOT_PUBLISHED

    def nearest(self, period: Range) -> Range | None:
        return self.editions.nearest(period)


def _figure(count: int, period: Range) -> Figure:
    return Figure(
        FigureStatus.SHOWN if count else FigureStatus.NIL,
        count,
        (f"{period.first}..{period.last}",),
    )


def _is_in(row: Counted, cell: Cell) -> bool:
    if cell.class_ not in (ALL, row.class_):
        return False
    return is_in(row.timeline.programme, row.timeline.municipality, cell)


def is_in(programme: str | None, municipality: str | None, cell: Cell) -> bool:
    """Whether somebody of that programme and place is asked for."""
    if cell.programme not in (ALL, programme):
        return False
    return cell.place == ALL or cell.place in _above(municipality)


def _above(municipality: str | None) -> tuple[str, ...]:
    """A municipality and what it is part of, as filters name them."""
    if municipality is None:
        return (WITHHELD,)
    if municipality not in geography.municipalities():
        return (municipality,)
    return geography.areas_of(municipality)
