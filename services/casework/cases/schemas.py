"""What can be asked of a case on the wire, and what is answered to those who may open it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from services.casework.cases.queries import CaseView
from services.casework.course.domain import Transition
from services.casework.course.schemas import NextPhase, PhaseStay, PhaseTask, tasks_as_json
from services.casework.course.texts import missing_text
from services.casework.plan.schemas import ScoredPlan, plan_as_json
from services.common.codes import (
    Assessor,
    EndReason,
    MatchStatus,
    Outcome,
    OutcomeMethod,
    TaskState,
    TeamRole,
)
from services.common.contact import LONGEST, USUAL
from services.common.programme import Programme
from services.common.retention import CASE
from shared.kernel.codec import to_json
from shared.web.api import Body, personal
from shared.web.fields import TODAY, Code, Day, Id, Text, Value, Whole, named
from shared.web.i18n import N_
from shared.web.paging import PageQuery, since_field, sort_field

SUBJECT = {"of": "subject", "retention": CASE}
IF_ASSESSED = N_("Not needed when it was not assessed.")


class TeamSchema(Body):
    role = named(N_("As what?"), Code(TeamRole, required=True))
    profession = named(
        N_("In which profession?"),
        Text(most=60, load_default=""),
        hint=N_("Where the programme's team has several. Empty leaves it as it is."),
    )
    on = named(N_("From which day?"), Day(load_default=None, allow_none=True), hint=TODAY)


class TeamMemberSchema(TeamSchema):
    """As the form sends it: the person is one of its fields."""

    person_id = named(N_("Who?"), Id(required=True, data_key="person"))


class ContactViewingSchema(Body):
    """Why somebody opens what a non-disclosure order hides, and for how long."""

    reason = named(
        N_("Why do you need the contact details?"),
        personal(Text(most=500, least=3, required=True), **SUBJECT),
        hint=N_("Your name and the reason are kept and shown on the timeline."),
    )
    hours = named(N_("For how long?"), Whole(least=1, most=LONGEST, load_default=USUAL))


class ClosureSchema(Body):
    on = named(N_("Last day"), Day(load_default=None, allow_none=True), hint=TODAY)
    end_reason = named(N_("Why does it end?"), Code(EndReason, required=True))
    outcome = named(N_("How has the situation changed?"), Code(Outcome, required=True))
    assessed_by = named(
        N_("Who assessed it?"),
        Code(Assessor, load_default=None, allow_none=True),
        hint=IF_ASSESSED,
    )
    method = named(
        N_("How was it assessed?"),
        Code(OutcomeMethod, load_default=None, allow_none=True),
        hint=IF_ASSESSED,
    )
    early_reason = named(
        N_("Why does it end early?"),
        personal(Text(most=4000, load_default=None, allow_none=True), **SUBJECT),
        hint=N_("Only if the support ends before what was planned."),
    )


class FollowUpSchema(Body):
    assessed_on = named(
        N_("Day of the follow-up"), Day(load_default=None, allow_none=True), hint=TODAY
    )
    outcome = named(N_("How do things stand?"), Code(Outcome, required=True))
    placed_on = named(
        N_("Day of a placement out of home"),
        Day(load_default=None, allow_none=True),
        hint=N_("Only if there was one after the closing."),
    )


@dataclass(frozen=True)
class Member:
    person: UUID
    role: TeamRole
    profession: str | None  # of the programme's team; None: none was named


@dataclass(frozen=True)
class Match:
    id: UUID
    volunteer: UUID
    status: MatchStatus
    agreed_on: date | None
    started_on: date | None
    ended_on: date | None


@dataclass(frozen=True)
class Closure:
    on: date
    end_reason: EndReason
    outcome: Outcome
    method: OutcomeMethod | None
    assessed_by: Assessor | None


@dataclass(frozen=True)
class FollowUp:
    assessed_on: date
    outcome: Outcome
    placed_on: date | None


@dataclass(frozen=True)
class Subject:
    """Who the case is about; under non-disclosure phone and address are empty until looked at."""

    kind: str
    given_name: str
    family_name: str
    date_of_birth: date | None
    non_disclosure: bool
    non_disclosure_until: date | None
    contact_hidden: bool
    contact_until: datetime | None  # when it is hidden again
    phone: str
    address: str
    mother_tongue: str | None
    service_language: str
    interpreter_needed: bool
    preconditions: dict[str, str]  # as the sender answered them


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
    phases = Value(tuple[PhaseStay, ...])
    tasks = Value(tuple[PhaseTask, ...], metadata={"description": "Of the present phase."})
    open_tasks = fields.List(fields.String())
    next_phase = fields.String(allow_none=True)
    missing = fields.List(
        fields.String(), metadata={"description": "What the next phase still lacks, as codes."}
    )
    ways = Value(tuple[NextPhase, ...], metadata={"description": "Every way on, and back."})
    team = Value(tuple[Member, ...])
    plan = Value(ScoredPlan)
    match = Value(Match, allow_none=True)
    closure = Value(Closure, allow_none=True)
    follow_up = Value(FollowUp, allow_none=True)
    subject = Value(Subject)


class CaseQuery(PageQuery):
    referral = fields.String(load_default=None)
    updated_since = since_field()
    sort = sort_field("opened_on")
    status = fields.String(
        load_default="open",
        validate=validate.OneOf(["open", "closed"]),
        metadata={"description": "Those in this state; with `referral` whichever it is in."},
    )


class CaseListSchema(Schema):
    cases = fields.List(fields.Nested(CaseSchema))
    next = fields.String(allow_none=True)


def as_json(view: CaseView) -> dict[str, Any]:
    case, opened, transition = view.case, view.case.opened, view.next_transition
    tasks = tasks_as_json(case.course, view.phase)
    open_tasks = [task["code"] for task in tasks if task["state"] is TaskState.OPEN]
    flat = {
        "id": case.id,
        "referral": opened.referral_id,
        "organisation": opened.organisation,
        "sender": opened.sender,
        "status": "open" if view.is_open else "closed",
        "programme": opened.programme,
        "programme_version": opened.programme_version,
        "municipality": opened.municipality,
        "opened_on": opened.opened_on,
        "minimum_until": view.minimum_until,
        "phase": case.course.phase,
        "phase_since": case.course.since if case.course.phase else None,
        "next_phase": transition.phase.code if transition else None,
        "missing": [each.code for each in transition.missing] if transition else [],
    }
    nested = {
        "phases": [{"code": stay.phase, "since": stay.since} for stay in case.course.stays],
        "tasks": tasks,
        "open_tasks": open_tasks if view.is_open else [],
        "ways": [_transition(view.programme, each) for each in view.transitions],
        "team": [
            {"person": person, "role": role, "profession": case.plan.professions.get(person)}
            for person, role in case.team.items()
        ],
        "plan": plan_as_json(case.plan),
        "match": _match(view),
        "closure": _some(case.closing, "on", "end_reason", "outcome", "method", "assessed_by"),
        "follow_up": _some(case.followed_up, "assessed_on", "outcome", "placed_on"),
        "subject": _subject(view),
    }
    return flat | {name: to_json(value) for name, value in nested.items()}


def _some(value: object | None, *names: str) -> dict[str, Any] | None:
    return None if value is None else {name: getattr(value, name) for name in names}


def _match(view: CaseView) -> dict[str, Any] | None:
    row = view.match
    if row is None:
        return None
    named = {"id": row.match_id, "volunteer": row.volunteer_id, "status": row.status}
    days = ("agreed_on", "started_on", "ended_on")
    return named | {name: getattr(row, name) for name in days}


def _subject(view: CaseView) -> dict[str, Any]:
    person = view.case.person
    return {
        "kind": person.subject_kind,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "date_of_birth": person.date_of_birth,
        "non_disclosure": person.non_disclosure,
        "non_disclosure_until": person.non_disclosure_until,
        "contact_hidden": not view.shows_contact,
        "contact_until": view.contact_until if view.is_hidden else None,
        "phone": person.phone if view.shows_contact else "",
        "address": person.address if view.shows_contact else "",
        "mother_tongue": person.mother_tongue,
        "service_language": person.service_language,
        "interpreter_needed": person.interpreter_needed,
        "preconditions": {each.field: each.told for each in person.preconditions},
    }


def _transition(programme: Programme, transition: Transition) -> dict[str, Any]:
    return {
        "to": transition.phase.code,
        "loop": transition.exit.loop,
        "optional": transition.phase.optional,
        "missing": [
            {"code": each.code, "words": missing_text(programme, each)}
            for each in transition.missing
        ],
    }
