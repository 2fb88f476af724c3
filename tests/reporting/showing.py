"""A reader of figures to whom a few cells are shown and all others hidden."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from services.reporting.disclosure.figures import Figure, FigureStatus
from services.reporting.editions.events import Spread
from services.reporting.figures.domain import Cell
from services.reporting.figures.rules import Part, code_of
from services.reporting.indicators.catalogue import INDICATORS

HIDDEN = Figure(FigureStatus.SUPPRESSED)


def shown(value: int) -> Figure:
    return Figure(FigureStatus.SHOWN if value else FigureStatus.NIL, value)


@dataclass(frozen=True)
class Shown:
    """A reader to whom these cells alone are shown."""

    cells: Mapping[Cell, int]
    least_for_percent: int = 5
    own: tuple[str, ...] = ()  # indicators that no edition carries
    hidden: tuple[str, ...] = ()  # indicators of which nothing is shown
    spreads: Mapping[Cell, Spread] = field(default_factory=dict)

    def carries(self, indicator: str) -> bool:
        return indicator in (*INDICATORS, *self.own)

    def figure(self, indicator: str, cell: Cell) -> Figure:
        is_shown = cell in self.cells and indicator not in self.hidden
        return shown(self.cells[cell]) if is_shown else HIDDEN

    def spread(self, _indicator: str, cell: Cell) -> Spread | None:
        return self.spreads.get(cell)

    def at(self, _indicator: str, cell: Cell) -> Cell:
        return cell

    def divided(self, indicator: str, by: str, cells: Iterable[Cell]) -> list[Part]:
        return [Part(code_of(by, cell), cell, self.figure(indicator, cell)) for cell in cells]

    def missing(self, _indicator: str, _cell: Cell) -> Figure:
        return HIDDEN
