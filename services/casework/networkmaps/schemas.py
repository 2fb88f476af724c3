"""What can be said of a network map on the wire, and how it reads."""

from typing import Any

from marshmallow import Schema, fields, validate

from services.casework.networkmaps.events import Around
from services.casework.networkmaps.queries import ListedMap
from services.casework.networkmaps.rules import MOST
from services.common.codes import Side
from services.common.retention import CASE
from shared.web.api import Body, personal
from shared.web.fields import TODAY, Code, Day, Text, Whole, YesNo, named
from shared.web.i18n import N_

SUBJECT = {"of": "subject", "retention": CASE}


class AroundSchema(Body):
    name = named(N_("Who"), personal(Text(most=100, load_default=""), **SUBJECT))
    side = named(N_("Where?"), Code(Side, load_default=Side.FAMILY))
    nearness = named(N_("How near? 1 is the nearest"), Whole(least=1, most=3, load_default=2))
    is_safe = named(N_("A safe adult"), YesNo(load_default=False))


class NetworkMapSchema(Body):
    drawn_on = named(N_("Day"), Day(load_default=None, allow_none=True), hint=TODAY)
    around = named(
        N_("Who is around the child?"),
        fields.List(
            fields.Nested(AroundSchema), required=True, validate=validate.Length(min=1, max=MOST)
        ),
    )
    notes = named(
        N_("What did you talk about?"), personal(Text(most=4000, load_default=""), **SUBJECT)
    )


class DrawnMapSchema(Schema):
    """A map as the case's people read it."""

    id = fields.UUID(required=True)
    drawn_on = fields.Date(required=True)
    around = fields.List(fields.Nested(AroundSchema), required=True)
    notes = fields.String(required=True)
    entered_in_error = fields.Boolean(required=True)


class NetworkMapListSchema(Schema):
    maps = fields.List(
        fields.Nested(DrawnMapSchema), required=True, metadata={"description": "Newest first."}
    )
    next = fields.String(allow_none=True)


def people_of(rows: list[dict[str, Any]]) -> tuple[Around, ...]:
    """Those who were named; a row without a name is left out."""
    return tuple(Around(**row) for row in rows if row["name"].strip())


def as_json(drawing: ListedMap, *, in_error: bool = False) -> dict[str, Any]:
    return {
        "id": drawing.map_id,
        "drawn_on": drawing.drawn_on,
        "around": list(drawing.around),
        "notes": drawing.notes,
        "entered_in_error": in_error,
    }
