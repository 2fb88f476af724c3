"""A table to check, and what comes of it, on the wire."""

from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, fields

from services.reporting.table_checks.rules import LARGEST, Checked, Shares
from shared.web.api import Body
from shared.web.fields import Count, Text, Value, named
from shared.web.i18n import N_

USUAL = 100


class TableSchema(Body):
    """Numbers alone: whose table it is stands nowhere."""

    table = named(
        N_("The table, a line for each row"),
        Text(most=1000, load_default=""),
        hint=N_(
            "Percentages of the same people in a row: 57 56 47. With + they make up the whole: "
            "80 + 20. A number and its parts: 12 = 5 + 4 + 2."
        ),
    )
    of = named(
        N_("The number of people that was published"),
        Count(least=1, most=LARGEST, load_default=None, allow_none=True),
    )
    largest = named(
        N_("The largest number that is tried"), Count(least=1, most=LARGEST, load_default=USUAL)
    )


@dataclass(frozen=True)
class PossibleWhole:
    """A number of people, and how few and how many of them each share can be."""

    number: int
    parts: tuple[tuple[int, int], ...]


class CheckedLineSchema(Schema):
    """A row of percentages has `wholes`, a sum has `missing`."""

    line = fields.String(required=True)
    wholes = Value(tuple[PossibleWhole, ...] | None, allow_none=True)
    fits = fields.Boolean(
        allow_none=True, metadata={"description": "Whether it can come from `of`."}
    )
    missing = fields.Integer(
        allow_none=True, metadata={"description": "How many stand in no part; below nil: in two."}
    )


class CheckedTableSchema(Schema):
    lines = fields.List(fields.Nested(CheckedLineSchema), required=True)


def as_json(checked: Checked, of: int | None) -> dict[str, Any]:
    if isinstance(checked, Shares):
        wholes = [{"number": w.number, "parts": [list(p) for p in w.parts]} for w in checked.wholes]
        fits = None if of is None else any(whole.number == of for whole in checked.wholes)
        return {"line": checked.text, "wholes": wholes, "fits": fits, "missing": None}
    return {"line": checked.text, "wholes": None, "fits": None, "missing": checked.missing}
