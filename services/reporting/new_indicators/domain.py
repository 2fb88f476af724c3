"""The rules of a defined indicator: versions follow each other, and none changes."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self
from uuid import UUID

from services.common.codes import FigureCounting, FigureDimension
from services.reporting.new_indicators.events import Condition, IndicatorDefined
from shared.kernel.aggregate import NotFound, Refused


@dataclass(frozen=True)
class Definition:
    """What is counted, and what it is called."""

    name_fi: str
    name_sv: str
    name_en: str
    counted_event: str
    conditions: tuple[Condition, ...] = ()
    dimensions: tuple[FigureDimension, ...] = ()
    counting: FigureCounting = FigureCounting.EVENTS

    def name_in(self, locale: str) -> str:
        return {"fi": self.name_fi, "sv": self.name_sv}.get(locale) or self.name_en


@dataclass(frozen=True)
class DefinedIndicator:
    """An indicator with all its versions, the oldest first."""

    category: ClassVar = "indicator"

    id: UUID
    versions: tuple[IndicatorDefined, ...] = ()

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return ()

    @property
    def definitions(self) -> tuple[Definition, ...]:
        """Raises `NotFound` where nothing was defined."""
        if not self.versions:
            raise NotFound
        return tuple(_definition(each) for each in self.versions)

    def define(self, definition: Definition, *, on: date) -> list[IndicatorDefined]:
        """The first version, or one beside those before it."""
        if self.versions and self.definitions[-1] == definition:
            raise Refused("That is how it is defined already.", code="unchanged")
        values = vars(definition) | {
            "dimensions": tuple(map(str, definition.dimensions)),
            "counting": str(definition.counting),
        }
        version = len(self.versions) + 1
        return [IndicatorDefined(indicator_id=self.id, version=version, on=on, **values)]

    def evolve(self, event: IndicatorDefined) -> Self:
        return replace(self, versions=(*self.versions, event))


def _definition(event: IndicatorDefined) -> Definition:
    return Definition(
        name_fi=event.name_fi,
        name_sv=event.name_sv,
        name_en=event.name_en,
        counted_event=event.counted_event,
        conditions=event.conditions,
        dimensions=tuple(map(FigureDimension, event.dimensions)),
        counting=FigureCounting(event.counting),
    )
