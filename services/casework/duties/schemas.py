"""What is asked of a roster, and how it reads."""

from typing import Any

from marshmallow import Schema, fields

from services.casework.duties.rules import Duty, Span
from shared.web.api import Body
from shared.web.fields import Clock, Day, Id, Whole, named
from shared.web.i18n import N_

MOST_WEEKS = 26


class DutySchema(Body):
    person_id = named(N_("Who answers?"), Id(required=True, data_key="person"))
    first_day = named(N_("From which day?"), Day(required=True))
    from_time = named(N_("From what time?"), Clock(required=True), example="16:00")
    last_day = named(N_("To which day?"), Day(required=True))
    until_time = named(N_("To what time?"), Clock(required=True), example="08:00")
    weeks = named(
        N_("For how many weeks?"),
        Whole(least=1, most=MOST_WEEKS, load_default=1),
        hint=N_("The same hours of the same days, week after week."),
    )


class HandOnSchema(Body):
    person_id = named(N_("Who answers instead?"), Id(required=True, data_key="person"))


class DutyLineSchema(Schema):
    id = fields.UUID(required=True)
    person = fields.UUID(required=True)
    since = fields.DateTime(required=True)
    until = fields.DateTime(required=True)


class GapSchema(Schema):
    since = fields.DateTime(required=True)
    until = fields.DateTime(required=True)


class DutyListSchema(Schema):
    duties = fields.List(fields.Nested(DutyLineSchema), required=True)
    next = fields.String(allow_none=True)


class DutyNowSchema(Schema):
    person = fields.UUID(allow_none=True, metadata={"description": "null: nobody"})
    gaps = fields.List(
        fields.Nested(GapSchema),
        required=True,
        metadata={"description": "When nobody answers in the two weeks that come."},
    )


def as_json(duty: Duty) -> dict[str, Any]:
    return {"id": duty.id, "person": duty.person, **span_as_json(duty.span)}


def span_as_json(span: Span) -> dict[str, Any]:
    return {"since": span.since, "until": span.until}
