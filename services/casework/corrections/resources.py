"""Corrections of a case over HTTP, and their forms."""

from typing import Any

from marshmallow import Schema

from services.casework.cases import policy, queries
from services.casework.cases.domain import Case
from services.casework.cases.queries import CaseView
from services.casework.cases.resources import ROOT
from services.casework.cases.schemas import CaseSchema, as_json
from services.casework.cases.views import forms
from services.casework.corrections import commands, views
from services.casework.corrections.schemas import (
    GoalCorrectionSchema,
    MeasurementCorrectionSchema,
    MeetingCorrectionSchema,
    ScoreErrorSchema,
)
from services.casework.fields import ReasonSchema
from shared.web.api import Blueprint
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.own_form import OwnForm
from shared.web.pages import Pages

api = Blueprint("corrections_api", ROOT, "Corrections of cases")
pages = Pages("corrections", "/casework/cases")

REASON = "casework/reason.html"
GOAL = "goals/<uuid:goal_id>"
MEETING = "plan-meetings/<uuid:meeting_id>"
MEASUREMENT = "measurements/<uuid:measurement_id>"


def _row(
    name: str,
    command: Any,
    draw: Any,
    schema: type[Schema] = ReasonSchema,
    template: str = REASON,
    filled: Any = None,
) -> Change[Case]:
    form = OwnForm[CaseView](template, draw, filled=filled)
    return Change(name, command, schema, policy.opens, form=form)


changes = Changes[CaseView, Case](
    [
        _row("reopening", commands.reopen, views.reopening),
        _row("follow-up/entered-in-error", commands.take_follow_up_back, views.follow_up),
        _row("phase/entered-in-error", commands.take_phase_back, views.phase),
        _row("tasks/<code>/entered-in-error", commands.reopen_task, views.task),
        _row(
            f"{GOAL}/correction",
            commands.correct_goal,
            views.goal,
            GoalCorrectionSchema,
            "casework/goal.html",
            views.filled_goal,
        ),
        _row(f"{GOAL}/entered-in-error", commands.take_goal_back, views.no_goal),
        _row(
            f"{GOAL}/score/entered-in-error",
            commands.take_score_back,
            views.no_score,
            ScoreErrorSchema,
        ),
        _row(
            f"{MEETING}/correction",
            commands.correct_meeting,
            views.meeting,
            MeetingCorrectionSchema,
            "casework/meeting.html",
            views.filled_meeting,
        ),
        _row(f"{MEETING}/entered-in-error", commands.take_meeting_back, views.no_meeting),
        _row(
            f"{MEASUREMENT}/correction",
            commands.correct_measurement,
            views.measurement,
            MeasurementCorrectionSchema,
            "casework/measurement_correction.html",
            views.filled_measurement,
        ),
        _row(
            f"{MEASUREMENT}/entered-in-error", commands.take_measurement_back, views.no_measurement
        ),
    ],
    thing=Case,
    key="case_id",
    read=queries.case,
    state=lambda view: view.case,
)
changes.serve(api, schema=CaseSchema, body=lambda _, view: as_json(view))
serve_forms(changes, pages, "/<uuid:case_id>", forms)
