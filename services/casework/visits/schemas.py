"""What can be said of a visit on the wire and in the form for a phone."""

from decimal import Decimal
from typing import Any

from marshmallow import Schema, fields, validate

from services.casework.fields import People, PeopleField, Whole
from services.casework.visits.domain import LONGEST, Told
from services.casework.visits.events import CASE, Activity, Impression
from services.codes import VisitKind, VisitStatus
from shared.api import Body, personal
from shared.fields import Code, Codes, Day, Money, Text

SUBJECT = {"of": "subject", "retention": CASE}
CLOCK = r"^([01]?[0-9]|2[0-3])[.:][0-5][0-9]\Z"
FARTHEST = 2000  # kilometres
DEAREST = Decimal(10_000)  # euros, in the form


class VisitSchema(Body):
    held_on = Day(load_default=None, allow_none=True)
    kind = Code(VisitKind, load_default=VisitKind.FACE)
    status = Code(VisitStatus, load_default=VisitStatus.HELD)
    minutes = Whole(load_default=0, validate=validate.Range(0, LONGEST))
    present = PeopleField(load_default=People(1))
    began_at = Text(
        most=5, load_default="", validate=validate.Regexp(f"{CLOCK}|^\\Z", error="Such as 15.00.")
    )
    activities = personal(Codes(Activity), **SUBJECT)
    impression = personal(Code(Impression, load_default=None, allow_none=True), **SUBJECT)
    notes = personal(Text(most=4000, load_default=""), **SUBJECT)
    kilometres = Whole(load_default=0, validate=validate.Range(0, FARTHEST))
    costs = Money(load_default=Decimal(0))


class LoggedVisitSchema(Schema):
    """A visit as those who may open the case read it."""

    id = fields.UUID(required=True)
    held_on = fields.Date(required=True)
    volunteer = fields.UUID(
        required=True, allow_none=True, metadata={"description": "null: somebody of the team."}
    )
    kind = Code(VisitKind, required=True)
    status = Code(VisitStatus, required=True)
    minutes = fields.Integer(required=True)
    present = fields.Integer(required=True)
    began_at = fields.String(required=True, allow_none=True, metadata={"example": "15:00"})
    notes = fields.String(required=True)


class VisitListSchema(Schema):
    visits = fields.List(
        fields.Nested(LoggedVisitSchema), required=True, metadata={"description": "Newest first."}
    )


def told(loaded: dict[str, Any], *, today: Any) -> Told:
    """What a loaded form or body says of a visit."""
    said = dict(loaded)
    people: People = said.pop("present")
    clock = said.pop("began_at").replace(".", ":") or None
    said["held_on"] = said["held_on"] or today
    return Told(**said, present=people.count, began_at=clock)
