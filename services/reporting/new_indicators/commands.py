"""Defining an indicator, and giving it a further version."""

from typing import Any
from uuid import UUID, uuid4

from services.common.codes import FigureCounting, FigureDimension
from services.reporting.new_indicators.domain import DefinedIndicator, Definition
from services.reporting.new_indicators.rules import conditions_in, must_be_countable
from shared.work import Work


def define(work: Work, **fields: Any) -> tuple[UUID, int]:
    """Keep it; its id and version."""
    definition = definition_of(**fields)
    new = DefinedIndicator(uuid4())
    _, version = work.start(new, lambda each: each.define(definition, on=work.today))
    return new.id, version


def revise(work: Work, indicator_id: UUID, **fields: Any) -> None:
    """Count otherwise from now on, over the whole history; the version before stays beside it."""
    definition = definition_of(**fields)
    work.change(DefinedIndicator(indicator_id), lambda each: each.define(definition, on=work.today))


def definition_of(
    *,
    name_fi: str,
    name_sv: str,
    name_en: str,
    counted_event: str,
    conditions: str = "",
    dimensions: tuple[FigureDimension, ...] = (),
    counting: FigureCounting = FigureCounting.EVENTS,
) -> Definition:
    """What was written, checked; raises `Invalid` with the field and the reason."""
    must_be_countable(counted_event, counting)
    return Definition(
        name_fi=name_fi,
        name_sv=name_sv,
        name_en=name_en,
        counted_event=counted_event,
        conditions=conditions_in(conditions, counted_event=counted_event),
        dimensions=tuple(dimensions),
        counting=counting,
    )
