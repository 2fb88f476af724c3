"""What can be said of a visit on the wire, and how it is told."""

from datetime import date
from decimal import Decimal
from typing import Any

from marshmallow import Schema, fields

from services.casework.fields import People, PeopleField
from services.casework.visits.domain import LONGEST, VisitFacts
from services.casework.visits.queries import VisitView
from services.common.codes import Activity, Impression, VisitKind, VisitStatus
from services.common.retention import CASE
from shared.web.api import Body, personal
from shared.web.fields import TODAY, Clock, Code, Codes, Day, Money, Text, Whole, named
from shared.web.i18n import N_

SUBJECT = {"of": "subject", "retention": CASE}
FARTHEST = 2000  # kilometres


class VisitSchema(Body):
    held_on = named(N_("Day"), Day(load_default=None, allow_none=True), hint=TODAY)
    kind = named(N_("How did you meet?"), Code(VisitKind, load_default=VisitKind.FACE))
    status = named(N_("Was it held?"), Code(VisitStatus, load_default=VisitStatus.HELD))
    minutes = named(N_("Minutes"), Whole(least=0, most=LONGEST, load_default=0))
    present = named(N_("Who was there?"), PeopleField(load_default=People(1)))
    began_at = named(N_("Began at"), Clock(load_default=""))
    activities = named(N_("What did you do?"), personal(Codes(Activity), **SUBJECT))
    impression = named(
        N_("How did it go?"),
        personal(Code(Impression, load_default=None, allow_none=True), **SUBJECT),
    )
    notes = named(N_("Notes"), personal(Text(most=4000, load_default=""), **SUBJECT))
    kilometres = named(
        N_("Kilometres"), Whole(least=0, most=FARTHEST, load_default=0), unit=N_("km")
    )
    costs = named(N_("Costs"), Money(load_default=Decimal(0)), unit=N_("€"))


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
    next = fields.String(allow_none=True)


def facts_of(data: dict[str, Any], *, today: date) -> VisitFacts:
    """What a body says of a visit."""
    facts = dict(data)
    people: People = facts.pop("present")
    began_at = facts.pop("began_at") or None
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
