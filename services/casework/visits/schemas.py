"""What can be said of a visit on the wire, and how it is told."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from marshmallow import Schema, ValidationError, fields, validates_schema

from services.casework.course.schemas import REASON_MISSING
from services.casework.fields import People, PeopleField
from services.casework.visits.rules import HOUR, LONGEST, VisitFacts
from services.common.codes import Activity, Impression, VisitKind, VisitStatus
from services.common.retention import CASE
from shared.web.api import Body, personal
from shared.web.fields import (
    TODAY,
    Clock,
    Code,
    Codes,
    Day,
    Money,
    Number,
    Text,
    Whole,
    YesNo,
    named,
)
from shared.web.i18n import N_
from shared.web.paging import WholeQuery, since_field, sort_field

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
    hours_away = named(
        N_("Hours away from home"),
        Number(least=0, most=LONGEST // HOUR, load_default=Decimal(0)),
        hint=N_("Of a camp or a day trip: from leaving home to being back."),
        unit=N_("h"),
    )
    distance = named(
        N_("How far from home"),
        Whole(least=0, most=FARTHEST, load_default=0),
        hint=N_("One way. A day's allowance is for trips farther than 15 km."),
        unit=N_("km"),
    )
    free_meals = named(
        N_("Meals were free: two on a whole day, one on a part of a day"),
        YesNo(load_default=False),
    )


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
    activities = fields.List(Code(Activity), required=True)
    impression = Code(Impression, required=True, allow_none=True)
    participants = fields.List(
        fields.String(), required=True, metadata={"description": "As far as they were named."}
    )
    kilometres = fields.Integer(required=True)
    costs = Money(required=True)
    hours_away = fields.Float(required=True)
    distance = fields.Integer(required=True)
    free_meals = fields.Boolean(required=True)
    entered_in_error = fields.Boolean(required=True)


class VisitQuery(WholeQuery):
    updated_since = since_field()
    sort = sort_field("held_on")


class VisitListSchema(Schema):
    visits = fields.List(
        fields.Nested(LoggedVisitSchema), required=True, metadata={"description": "Newest first."}
    )
    next = fields.String(allow_none=True)


class CorrectionSchema(VisitSchema):
    """What holds instead; what is left out stays as it is."""

    together: ClassVar[dict[str, Any]] = {"required": ["reason"]}
    reason = named(
        N_("Why is it corrected?"), personal(Text(most=2000, least=1, required=True), **SUBJECT)
    )

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"partial": True, **options})

    @validates_schema
    def says_why(self, data: dict[str, Any], **_: Any) -> None:
        if not data.get("reason"):
            raise ValidationError(REASON_MISSING, "reason")


def facts_of(data: dict[str, Any], *, today: date) -> VisitFacts:
    """What a body says of a visit."""
    return VisitFacts(**values_of({**data, "held_on": data["held_on"] or today}))


def values_of(data: dict[str, Any]) -> dict[str, Any]:
    """What a body says, by the names of `VisitFacts`."""
    values = dict(data)
    if values.get("held_on", date.min) is None:
        del values["held_on"]  # as if it were left out
    if "present" in values:
        people: People = values.pop("present")
        values |= {"present": people.count, "participants": people.names}
    if "began_at" in values:
        values["began_at"] = values["began_at"] or None
    return values


def as_json(
    visit_id: UUID, volunteer_id: UUID | None, facts: VisitFacts, *, in_error: bool = False
) -> dict[str, Any]:
    return {
        "id": visit_id,
        "held_on": facts.held_on,
        "volunteer": volunteer_id,
        "kind": facts.kind,
        "status": facts.status,
        "minutes": facts.minutes,
        "present": facts.present,
        "began_at": facts.began_at,
        "notes": facts.notes,
        "activities": list(facts.activities),
        "impression": facts.impression,
        "participants": list(facts.participants),
        "kilometres": facts.kilometres,
        "costs": facts.costs,
        "hours_away": facts.hours_away,
        "distance": facts.distance,
        "free_meals": facts.free_meals,
        "entered_in_error": in_error,
    }
