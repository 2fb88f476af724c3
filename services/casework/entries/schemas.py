"""What can be said of an entry on the wire, and how it reads."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from services.casework.course.schemas import REASON_MISSING
from services.casework.entries.rules import LONGEST, SHAPES, EntryFacts
from services.common.codes import Circle, CostKind, EntryKind, EntryStatus, Party
from services.common.retention import CASE
from shared.kernel.aggregate import Invalid
from shared.web.api import Body, personal
from shared.web.fields import Clock, Code, Day, Money, Text, Whole, YesNo, named
from shared.web.i18n import N_
from shared.web.paging import WholeQuery, since_field, sort_field

SUBJECT = {"of": "subject", "retention": CASE}


class EntryForm(Body):
    """What is said of an entry whose kind the address names."""

    held_on = named(N_("Day"), Day(load_default=None, allow_none=True))
    status = named(N_("What came of it?"), Code(EntryStatus, load_default=None, allow_none=True))
    party = named(N_("With which party?"), Code(Party, load_default=None, allow_none=True))
    whom = named(N_("With whom?"), personal(Text(most=200, load_default=""), **SUBJECT))
    began_at = named(N_("Began at"), Clock(load_default=""))
    minutes = named(N_("Minutes"), Whole(least=0, most=LONGEST, load_default=0))
    agreed_on = named(N_("When was it agreed?"), Day(load_default=None, allow_none=True))
    cost_kind = named(N_("What for?"), Code(CostKind, load_default=None, allow_none=True))
    costs = named(N_("Costs"), Money(load_default=Decimal(0)), unit=N_("€"))
    text = named(N_("What happened?"), personal(Text(most=4000, load_default=""), **SUBJECT))
    outcome = named(
        N_("What came of it, in words?"), personal(Text(most=2000, load_default=""), **SUBJECT)
    )
    circle = named(N_("Who reads it?"), Code(Circle, load_default=Circle.TEAM))
    for_family = named(N_("Stands on the family's paper"), YesNo(load_default=False))


class EntrySchema(EntryForm):
    kind = named(N_("Kind"), Code(EntryKind, required=True))


class OutcomeSchema(Body):
    status = named(N_("What came of it?"), Code(EntryStatus, required=True))
    outcome = named(
        N_("What came of it, in words?"), personal(Text(most=2000, load_default=""), **SUBJECT)
    )


class RecordedEntrySchema(Schema):
    """An entry as its readers see it."""

    id = fields.UUID(required=True)
    kind = Code(EntryKind, required=True)
    held_on = fields.Date(required=True)
    status = Code(EntryStatus, required=True)
    party = Code(Party, required=True, allow_none=True)
    minutes = fields.Integer(required=True)
    began_at = fields.String(required=True, allow_none=True, metadata={"example": "15:00"})
    agreed_on = fields.Date(required=True, allow_none=True)
    cost_kind = Code(CostKind, required=True, allow_none=True)
    costs = Money(required=True)
    circle = Code(Circle, required=True)
    for_family = fields.Boolean(required=True)
    whom = fields.String(required=True)
    text = fields.String(required=True)
    outcome = fields.String(required=True)
    readable = fields.Boolean(
        required=True, metadata={"description": "false: its words are for coordinators."}
    )
    entered_in_error = fields.Boolean(required=True)


class EntryQuery(WholeQuery):
    kind = fields.String(load_default=None, validate=validate.OneOf([*EntryKind]))
    updated_since = since_field()
    sort = sort_field("held_on")


class EntryListSchema(Schema):
    entries = fields.List(
        fields.Nested(RecordedEntrySchema), required=True, metadata={"description": "Newest first."}
    )
    next = fields.String(allow_none=True)


class AppointmentListSchema(Schema):
    appointments = fields.List(
        fields.Nested(RecordedEntrySchema), required=True, metadata={"description": "Newest first."}
    )
    kept = fields.Integer(required=True)
    missed = fields.Integer(required=True)
    ahead = fields.Integer(required=True)
    next = fields.String(required=True, allow_none=True)


class CostListSchema(Schema):
    costs = fields.List(
        fields.Nested(RecordedEntrySchema), required=True, metadata={"description": "Newest first."}
    )
    together = Money(required=True)
    next = fields.String(required=True, allow_none=True)


class EntryCorrectionSchema(EntryForm):
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


class EntryCorrectionForm(EntryForm):
    """The same from a page: what a kind is not asked is not sent, nor is an empty box."""

    reason = named(
        N_("Why is it corrected?"), personal(Text(most=2000, least=1, required=True), **SUBJECT)
    )


def facts_of(data: dict[str, Any], *, today: date) -> EntryFacts:
    """What a body says of an entry; only a kind that never waits is over when nothing is said."""
    if data["status"] is None and "status" in SHAPES[data["kind"]].asks:
        raise Invalid("Say what came of it.", code="status", missing=["status"])
    status = data["status"] or EntryStatus.DONE
    return EntryFacts(**values_of({**data, "status": status, "held_on": data["held_on"] or today}))


def values_of(data: dict[str, Any]) -> dict[str, Any]:
    """What a body says, by the names of `EntryFacts`."""
    values = dict(data)
    if values.get("held_on", date.min) is None:
        del values["held_on"]  # as if it were left out
    if values.get("status", "") is None:
        del values["status"]
    if "began_at" in values:
        values["began_at"] = values["began_at"] or None
    return values


def as_json(
    entry_id: UUID, facts: EntryFacts, *, readable: bool = True, in_error: bool = False
) -> dict[str, Any]:
    names = (name for name in RecordedEntrySchema().fields if hasattr(facts, name))
    values = {name: getattr(facts, name) for name in names}
    return {"id": entry_id, **values, "readable": readable, "entered_in_error": in_error}
