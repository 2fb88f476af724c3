"""Plans over HTTP. A plan belongs to its case, so the ETag is the case's."""

from collections.abc import Callable, Iterable
from uuid import UUID

from flask import g
from flask.typing import ResponseReturnValue

from services.casework.cases import policy, queries
from services.casework.cases.domain import Case
from services.casework.cases.queries import CaseView
from services.casework.cases.resources import ROOT
from services.casework.cases.schemas import CaseSchema, as_json
from services.casework.cases.views import forms
from services.casework.plan.domain import Plan
from services.casework.plan.rules import Goal, Measurement, Meeting
from services.casework.plan.schemas import (
    GoalSchema,
    HeldMeetingSchema,
    MeasuredSchema,
    MeasurementSchema,
    PlanMeetingSchema,
    ScoredGoalSchema,
    ScoreSchema,
    ScoresForm,
    goal_as_json,
)
from services.casework.planning import commands, views
from shared.kernel.aggregate import NotFound
from shared.kernel.codec import to_json
from shared.web.api import Blueprint, read_only, with_etag
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.own_form import OwnForm
from shared.web.pages import Pages

api = Blueprint("plan_api", ROOT, "Plans of cases")
pages = Pages("plan", "/casework/cases")

changes = Changes[CaseView, Case](
    [
        Change(
            "goals",
            commands.set_goal,
            GoalSchema,
            policy.opens,
            adds=True,
            form=OwnForm(
                "casework/goal.html", views.goal_form, address="goals/new", fresh={"weight": "1"}
            ),
        ),
        Change("goals/<uuid:goal_id>/score", commands.score, ScoreSchema, policy.opens),
        Change(
            "goals/scores",
            commands.score_goals,
            ScoresForm,
            policy.opens,
            is_offered=False,
            form=OwnForm("casework/scores.html", views.scores_form),
        ),
        Change(
            "plan-meetings",
            commands.hold_meeting,
            PlanMeetingSchema,
            policy.opens,
            adds=True,
            form=OwnForm("casework/meeting.html", views.meeting_form, address="plan-meetings/new"),
        ),
        Change(
            "measurements",
            commands.measure,
            MeasurementSchema,
            policy.opens,
            adds=True,
            form=OwnForm(
                "casework/measurement.html", views.measurement_form, address="measurements/new"
            ),
        ),
    ],
    thing=Case,
    key="case_id",
    read=queries.case,
    state=lambda view: view.case,
)


@api.get("/<uuid:case_id>/goals/<uuid:goal_id>", may=policy.opens)
@api.alt_response(200, schema=ScoredGoalSchema)
def show_goal(case_id: UUID, goal_id: UUID) -> ResponseReturnValue:
    """One goal with its scores."""
    return _part(case_id, goal_id, lambda plan: plan.goals)


@api.get("/<uuid:case_id>/plan-meetings/<uuid:meeting_id>", may=policy.opens)
@api.alt_response(200, schema=HeldMeetingSchema)
def show_meeting(case_id: UUID, meeting_id: UUID) -> ResponseReturnValue:
    """One plan meeting."""
    return _part(case_id, meeting_id, lambda plan: plan.meetings)


@api.get("/<uuid:case_id>/measurements/<uuid:measurement_id>", may=policy.opens)
@api.alt_response(200, schema=MeasuredSchema)
def show_measurement(case_id: UUID, measurement_id: UUID) -> ResponseReturnValue:
    """One measurement."""
    return _part(case_id, measurement_id, lambda plan: plan.measurements)


def _part(
    case_id: UUID, part_id: UUID, parts: Callable[[Plan], Iterable[Goal | Meeting | Measurement]]
) -> ResponseReturnValue:
    """A part of the plan as it stands, with the case's version."""
    view = read_only(lambda work: queries.case(work, g.who, case_id))
    part = next((each for each in parts(view.case.plan) if each.id == part_id), None)
    if part is None:
        raise NotFound
    body = goal_as_json(part) if isinstance(part, Goal) else to_json(part)
    return with_etag(body, view.version)


changes.serve(api, schema=CaseSchema, body=lambda _, view: as_json(view), beside=True)
serve_forms(changes, pages, "/<uuid:case_id>", forms)
