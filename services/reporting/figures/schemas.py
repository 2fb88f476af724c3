"""Lines on the wire: as JSON objects, and as the rows of a file."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields

from services.common.codes import Basis
from services.reporting.disclosure.figures import FigureStatus
from services.reporting.figures.rules import ReportLine, months_code
from services.reporting.figures.texts import line_name
from shared.web.fields import Code, named
from shared.web.i18n import N_


class FigureSchema(Schema):
    indicator = named(
        N_("Indicator"),
        fields.String(metadata={"description": "M20 and so on; empty for a helper."}),
    )
    figure = named(N_("Figure"), fields.String())
    group = named(
        N_("Divided by"), fields.String(metadata={"description": "What `code` divides by."})
    )
    code = named(N_("Code"), fields.String())
    name = named(N_("Name"), fields.String())
    months = named(N_("Months"), fields.String(metadata={"description": "That the figure is of."}))
    numerator = named(N_("Number"), fields.Integer(allow_none=True))
    denominator = named(N_("Of"), fields.Integer(allow_none=True))
    percent = named(N_("Share, %"), fields.Integer(allow_none=True))
    median = named(N_("Median, days"), fields.Float(allow_none=True))
    nine_in_ten = named(N_("9 of 10 within, days"), fields.Integer(allow_none=True))
    mark = named(N_("Status"), Code(FigureStatus))
    rounded = named(N_("Rounded"), fields.Boolean(metadata={"description": "To the nearest five."}))
    text = fields.String(metadata={"description": "As printed: a number, `–` or `..`."})
    basis = named(N_("Basis"), Code(Basis))
    periods = fields.List(fields.String())


NOT_IN_FILES = ("text", "periods")


def line_as_json(line: ReportLine, names: Mapping[str, str]) -> dict[str, Any]:
    """A number that is hidden is null, with its mark and text beside it."""
    spread, whole = line.spread, line.denominator
    return {
        **name_as_json(line, names),
        "months": months_code(line.period),
        "numerator": line.numerator.value,
        "denominator": whole.value if whole else None,
        "percent": line.percent,
        "median": spread.median if spread else None,
        "nine_in_ten": spread.nine_in_ten if spread else None,
        "mark": line.numerator.status,
        "rounded": line.numerator.is_rounded,
        "text": line.numerator.text,
        "basis": line.basis,
        "periods": list(line.numerator.periods),
    }


def name_as_json(line: ReportLine, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "indicator": line.indicator,
        "figure": line.name,
        "group": line.group,
        "code": line.code,
        "name": line_name(line, names),
    }


def line_as_row(line: ReportLine, names: Mapping[str, str]) -> list[str | int | float | None]:
    """The values of a line in a file; a hidden number is `..`, nil is `–`."""
    spread, whole = line.spread, line.denominator
    return [
        *name_as_json(line, names).values(),
        months_code(line.period),
        line.numerator.value or line.numerator.text,
        (whole.value or whole.text) if whole else None,
        line.percent,
        spread.median if spread else None,
        spread.nine_in_ten if spread else None,
        str(line.numerator.status),
        "yes" if line.numerator.is_rounded else "no",
        str(line.basis),
    ]
