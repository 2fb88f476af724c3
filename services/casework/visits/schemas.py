"""What can be said of a visit on the wire and in the form for a phone."""

from decimal import Decimal
from typing import Any

from marshmallow import fields, validate

from services.casework.fields import People, PeopleField
from services.casework.visits.domain import LONGEST, Told
from services.casework.visits.events import Activity, Impression
from services.codes import VisitKind, VisitStatus
from services.common.retention import CASE
from shared.api import Body, personal
from shared.fields import Code, Codes, Day, Text, Whole

SUBJECT = {"of": "subject", "retention": CASE}
CLOCK = r"^([01]?\d|2[0-3])[.:][0-5]\d$"
FARTHEST = 2000  # kilometres
DEAREST = Decimal(10_000)  # euros


class VisitSchema(Body):
    held_on = Day(load_default=None, allow_none=True)
    kind = Code(VisitKind, load_default=VisitKind.FACE)
    status = Code(VisitStatus, load_default=VisitStatus.HELD)
    minutes = Whole(least=0, most=LONGEST, load_default=0)
    present = PeopleField(load_default=People(1))
    began_at = Text(
        most=5, load_default="", validate=validate.Regexp(f"{CLOCK}|^$", error="Such as 15.00.")
    )
    activities = personal(Codes(Activity), **SUBJECT)
    impression = personal(Code(Impression, load_default=None, allow_none=True), **SUBJECT)
    notes = personal(Text(most=4000, load_default=""), **SUBJECT)
    kilometres = Whole(least=0, most=FARTHEST, load_default=0)
    costs = fields.Decimal(load_default=Decimal(0), validate=validate.Range(0, DEAREST))


def told(loaded: dict[str, Any], *, today: Any) -> Told:
    """What a loaded form or body says of a visit."""
    said = dict(loaded)
    people: People = said.pop("present")
    clock = said.pop("began_at").replace(".", ":") or None
    said["held_on"] = said["held_on"] or today
    return Told(**said, present=people.count, began_at=clock)
