"""What can be said of a visit on the wire, and how it is told."""

from datetime import date
from decimal import Decimal
from typing import Any

from marshmallow import fields, validate

from services.casework.fields import People, PeopleField, Whole
from services.casework.retention import CASE
from services.casework.visits.domain import LONGEST, VisitFacts
from services.casework.visits.events import Activity, Impression
from services.casework.visits.queries import VisitView
from services.common.codes import VisitKind, VisitStatus
from shared.web.api import Body, personal
from shared.web.fields import Code, Codes, Day, Text

SUBJECT = {"of": "subject", "retention": CASE}
CLOCK = r"^([01]?\d|2[0-3])[.:][0-5]\d$"
FARTHEST = 2000  # kilometres
DEAREST = Decimal(10_000)  # euros


class VisitSchema(Body):
    held_on = Day(load_default=None, allow_none=True)
    kind = Code(VisitKind, load_default=VisitKind.FACE)
    status = Code(VisitStatus, load_default=VisitStatus.HELD)
    minutes = Whole(load_default=0, validate=validate.Range(0, LONGEST))
    present = PeopleField(load_default=People(1))
    began_at = Text(
        most=5, load_default="", validate=validate.Regexp(f"{CLOCK}|^$", error="Such as 15.00.")
    )
    activities = personal(Codes(Activity), **SUBJECT)
    impression = personal(Code(Impression, load_default=None, allow_none=True), **SUBJECT)
    notes = personal(Text(most=4000, load_default=""), **SUBJECT)
    kilometres = Whole(load_default=0, validate=validate.Range(0, FARTHEST))
    costs = fields.Decimal(load_default=Decimal(0), validate=validate.Range(0, DEAREST))


def facts_of(data: dict[str, Any], *, today: date) -> VisitFacts:
    """What a body says of a visit."""
    facts = dict(data)
    people: People = facts.pop("present")
    began_at = facts.pop("began_at").replace(".", ":") or None
    facts["held_on"] = facts["held_on"] or today
    return VisitFacts(**facts, present=people.count, began_at=began_at)


def as_json(view: VisitView) -> dict[str, Any]:
    row = view.row
    names = ("kind", "status", "minutes", "present", "began_at")
    return {
        "id": str(row.visit_id),
        "held_on": row.held_on.isoformat(),
        "volunteer": str(row.volunteer_id) if row.volunteer_id else None,
        "notes": view.notes,
        **{name: getattr(row, name) for name in names},
    }
