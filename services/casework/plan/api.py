"""The JSON API of plans. A plan belongs to its case, so the ETag is the case's."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from flask import g
from flask.typing import ResponseReturnValue

from services.casework.cases import queries
from services.casework.cases.api import ROOT
from services.casework.cases.resource import as_json, goal_of
from services.casework.cases.schemas import CaseSchema
from services.casework.plan import commands
from services.casework.plan.domain import Goal, Measurement, Meeting, Plan
from services.casework.plan.schemas import (
    GoalSchema,
    MeasurementSchema,
    PlanMeetingSchema,
    ScoreSchema,
    ShownGoalSchema,
    ShownMeasurementSchema,
    ShownMeetingSchema,
)
from shared.api import Blueprint, Created, if_match, look, once, perform, with_etag
from shared.codec import to_json
from shared.problems import NotFound
from shared.work import Work

api = Blueprint("plan_api", __name__, url_prefix=ROOT, description="Plans of cases")


@api.post("/<uuid:case_id>/goals")
@api.arguments(GoalSchema)
@api.alt_response(201, description="The goal was set.")
def set_goal(told: dict[str, Any], case_id: UUID) -> ResponseReturnValue:
    """Agree on a goal."""
    _may_open(case_id)

    def make(work: Work) -> Created:
        goal_id, version = commands.set_goal(work, case_id, **told)
        return _made(case_id, "goals", goal_id, version)

    return once(make)


@api.get("/<uuid:case_id>/goals/<uuid:goal_id>")
@api.alt_response(200, schema=ShownGoalSchema)
def show_goal(case_id: UUID, goal_id: UUID) -> ResponseReturnValue:
    """One goal with its scores."""
    return _shown(case_id, goal_id, lambda plan: plan.goals)


@api.get("/<uuid:case_id>/plan-meetings/<uuid:meeting_id>")
@api.alt_response(200, schema=ShownMeetingSchema)
def show_meeting(case_id: UUID, meeting_id: UUID) -> ResponseReturnValue:
    """One plan meeting."""
    return _shown(case_id, meeting_id, lambda plan: plan.meetings)


@api.get("/<uuid:case_id>/measurements/<uuid:measurement_id>")
@api.alt_response(200, schema=ShownMeasurementSchema)
def show_measurement(case_id: UUID, measurement_id: UUID) -> ResponseReturnValue:
    """One measurement."""
    return _shown(case_id, measurement_id, lambda plan: plan.measurements)


@api.put("/<uuid:case_id>/goals/<uuid:goal_id>/score")
@api.arguments(ScoreSchema)
@api.response(200, CaseSchema)
def score(told: dict[str, Any], case_id: UUID, goal_id: UUID) -> ResponseReturnValue:
    """Say how far a goal is reached, on the scale from -2 to 2."""
    seen = if_match()
    _may_open(case_id)
    perform(lambda work: commands.score(work, case_id, goal_id, **told, seen=seen))
    view = _may_open(case_id)
    return with_etag(as_json(view), view.version)


@api.post("/<uuid:case_id>/plan-meetings")
@api.arguments(PlanMeetingSchema)
@api.alt_response(201, description="The meeting was recorded.")
def hold_meeting(told: dict[str, Any], case_id: UUID) -> ResponseReturnValue:
    """Record a plan meeting, and whether the goals are being met."""
    _may_open(case_id)
    people = told.pop("participants")

    def make(work: Work) -> Created:
        meeting_id, version = commands.hold_meeting(
            work, case_id, **told, present=people.count, participants=people.names
        )
        return _made(case_id, "plan-meetings", meeting_id, version)

    return once(make)


@api.post("/<uuid:case_id>/measurements")
@api.arguments(MeasurementSchema)
@api.alt_response(201, description="The measurement was recorded.")
def measure(told: dict[str, Any], case_id: UUID) -> ResponseReturnValue:
    """Record a measurement of an indicator."""
    _may_open(case_id)

    def make(work: Work) -> Created:
        measurement_id, version = commands.measure(work, case_id, **told)
        return _made(case_id, "measurements", measurement_id, version)

    return once(make)


def _made(case_id: UUID, what: str, made: UUID, version: int) -> Created:
    body = {"id": str(made), "case": str(case_id)}
    return Created(f"{ROOT}/{case_id}/{what}/{made}", body, version)


def _shown(
    case_id: UUID, asked: UUID, part: Callable[[Plan], Iterable[Goal | Meeting | Measurement]]
) -> ResponseReturnValue:
    """A part of the plan as it stands, with the case's version."""
    view = _may_open(case_id)
    found = next((one for one in part(view.case.plan) if one.id == asked), None)
    if found is None:
        raise NotFound
    body = goal_of(found) if isinstance(found, Goal) else to_json(found)
    return with_etag(body, view.version)


def _may_open(case_id: UUID) -> queries.CaseView:
    return look(lambda work: queries.case(work, g.who, case_id))
