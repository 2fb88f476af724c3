"""What can be asked of a case on the wire, and what is answered."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from services.codes import Assessor, EndReason, Outcome, OutcomeMethod, TaskState, TeamRole
from services.common.retention import CASE
from shared.api import Body, personal
from shared.fields import Code, Day, Text
from shared.paging import PageQuery

SUBJECT = {"of": "subject", "retention": CASE}
REASON_MISSING = "Say why."


class TeamSchema(Body):
    role = Code(TeamRole, required=True)
    on = Day(load_default=None, allow_none=True)


class TeamMemberSchema(TeamSchema):
    """The form's way of saying the same: the person is a field of it."""

    person = fields.UUID(required=True)


class TaskSchema(Body):
    state = Code(TaskState, required=True, validate=validate.NoneOf([TaskState.OPEN]))
    reason = personal(Text(most=2000, load_default=""), **SUBJECT)
    on = Day(load_default=None, allow_none=True)

    @validates_schema
    def waiving_needs_a_reason(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("state") is TaskState.WAIVED and not data.get("reason"):
            raise ValidationError(REASON_MISSING, "reason")


class PhaseSchema(Body):
    to = Text(most=60, least=1, required=True)
    on = Day(load_default=None, allow_none=True)
    possible_found_on = Day(load_default=None, allow_none=True)
    best_interest = personal(Text(most=4000, load_default=None, allow_none=True), **SUBJECT)


class ClosureSchema(Body):
    on = Day(load_default=None, allow_none=True)
    end_reason = Code(EndReason, required=True)
    outcome = Code(Outcome, required=True)
    assessed_by = Code(Assessor, load_default=None, allow_none=True)
    method = Code(OutcomeMethod, load_default=None, allow_none=True)
    early_reason = personal(Text(most=4000, load_default=None, allow_none=True), **SUBJECT)


class FollowUpSchema(Body):
    assessed_on = Day(load_default=None, allow_none=True)
    outcome = Code(Outcome, required=True)
    placed_on = Day(load_default=None, allow_none=True)


class CaseSchema(Schema):
    """A case, for its team and the provider's coordinators."""

    id = fields.UUID(required=True)
    referral = fields.UUID(required=True)
    organisation = fields.UUID(required=True)
    sender = fields.UUID(required=True)
    status = fields.String(required=True, metadata={"enum": ["open", "closed"]})
    programme = fields.String(required=True)
    programme_version = fields.Integer(required=True)
    municipality = fields.String(allow_none=True, metadata={"description": "null: withheld"})
    opened_on = fields.Date(required=True)
    minimum_until = fields.Date(allow_none=True)
    phase = fields.String(allow_none=True)
    phase_since = fields.Date(allow_none=True)
    phases = fields.List(fields.Dict())
    tasks = fields.List(fields.Dict(), metadata={"description": "Of the present phase."})
    open_tasks = fields.List(fields.String())
    next_phase = fields.String(allow_none=True)
    missing = fields.List(
        fields.String(), metadata={"description": "What the next phase still lacks, as codes."}
    )
    ways = fields.List(fields.Dict(), metadata={"description": "Every way on, and back."})
    team = fields.List(fields.Dict())
    plan = fields.Dict()
    match = fields.Dict(allow_none=True)
    closure = fields.Dict(allow_none=True)
    follow_up = fields.Dict(allow_none=True)
    subject = fields.Dict()


class CaseQuery(PageQuery):
    referral = fields.String(load_default=None)


class CaseListSchema(Schema):
    cases = fields.List(fields.Nested(CaseSchema))
    next = fields.String(allow_none=True)
