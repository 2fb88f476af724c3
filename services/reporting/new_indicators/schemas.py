"""What is asked about indicators, and how one reads on the wire."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from marshmallow import Schema, fields

from services.common.codes import FigureCounting, FigureDimension
from services.reporting.editions.schemas import Completeness, complete_to
from services.reporting.new_indicators.domain import Definition
from services.reporting.new_indicators.policy import IndicatorView
from services.reporting.new_indicators.queries import Counted, IndicatorFigures
from services.reporting.new_indicators.rules import as_line
from shared.web.api import Body
from shared.web.fields import Code, Codes, Text, Value, named
from shared.web.i18n import N_
from shared.web.paging import WholeQuery

LONGEST_NAME = 120


class DefinitionSchema(Body):
    name_fi = named(N_("Name in Finnish"), Text(most=LONGEST_NAME, least=2, required=True))
    name_sv = named(N_("Name in Swedish"), Text(most=LONGEST_NAME, least=2, required=True))
    name_en = named(N_("Name in English"), Text(most=LONGEST_NAME, least=2, required=True))
    counted_event = named(
        N_("What is counted"),
        Text(most=60, required=True),
        example="visit.logged",
    )
    conditions = named(
        N_("Conditions, one on a line"),
        Text(most=600, load_default=""),
        hint=N_("Such as status = HELD or minutes >= 60. All of them must hold."),
    )
    dimensions = named(N_("Divided by"), Codes(FigureDimension))
    counting = named(N_("Counting"), Code(FigureCounting, load_default=FigureCounting.EVENTS))


class IndicatorsQuery(WholeQuery):
    """Pages of the list."""


@dataclass(frozen=True)
class CountedRow:
    """How many, of one code or of some that stand together."""

    codes: tuple[str, ...]  # none: the total; an empty code: no event names one
    count: int | None  # null: fewer than five families


@dataclass(frozen=True)
class CountedVersion:
    version: int
    defined_on: date | None
    name: str
    counted_event: str
    conditions: tuple[str, ...]
    counting: str
    total: CountedRow
    tables: dict[str, tuple[CountedRow, ...]]  # by dimension


class IndicatorSchema(Schema):
    id = fields.UUID(required=True)
    exactly = fields.Boolean(
        required=True,
        metadata={"description": "One's own, to the last one; else to the nearest five."},
    )
    counted_until = fields.Date(required=True)
    versions = Value(
        tuple[CountedVersion, ...],
        required=True,
        metadata={"description": "The newest first, and the one before it."},
    )
    complete_to = Value(dict[str, Completeness], metadata={"description": "By service."})


class ListedIndicatorSchema(Schema):
    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    name_fi = fields.String(required=True)
    name_sv = fields.String(required=True)
    name_en = fields.String(required=True)
    counted_event = fields.String(required=True)
    defined_on = fields.Date(required=True)


class IndicatorListSchema(Schema):
    indicators = fields.List(fields.Nested(ListedIndicatorSchema), required=True)
    next = fields.String(allow_none=True)


def as_json(view: IndicatorView, answer: IndicatorFigures, now: Any, locale: str) -> dict[str, Any]:
    return {
        "id": str(view.indicator.id),
        "exactly": answer.exactly,
        "counted_until": answer.until,
        "versions": [_version(each, locale) for each in answer.counted],
        "complete_to": complete_to(answer.reached, now, taken_at=now),
    }


def listed_json(row: Any) -> dict[str, Any]:
    names = ("version", "name_fi", "name_sv", "name_en", "counted_event")
    values: Mapping[str, Any] = {name: getattr(row, name) for name in names}
    return {
        "id": str(row.indicator_id),
        **values,
        "defined_on": row.defined_on,
    }


def typed(definition: Definition) -> dict[str, Any]:
    """As it stands in a form."""
    return vars(definition) | {
        "conditions": "\n".join(map(as_line, definition.conditions)),
        "dimensions": list(map(str, definition.dimensions)),
        "counting": str(definition.counting),
    }


def _version(each: Counted, locale: str) -> dict[str, Any]:
    definition = each.definition
    return {
        "version": each.number,
        "defined_on": each.defined_on and each.defined_on.isoformat(),
        "name": definition.name_in(locale),
        "counted_event": definition.counted_event,
        "conditions": list(map(as_line, definition.conditions)),
        "counting": str(definition.counting),
        "total": _row(each.figures.total),
        "tables": {
            str(by): [_row(row) for row in rows] for by, rows in each.figures.tables.items()
        },
    }


def _row(row: Any) -> dict[str, Any]:
    return {"codes": list(row.codes), "count": row.count}
