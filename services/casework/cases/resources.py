"""Cases over HTTP: the table of what can be done in one, with its forms, and the list."""

from typing import Any
from uuid import UUID

from flask import g, redirect, url_for
from flask.typing import ResponseReturnValue

from services.casework.cases import commands, policy, queries, views
from services.casework.cases.domain import Case
from services.casework.cases.queries import CaseView
from services.casework.cases.schemas import (
    CaseListSchema,
    CaseQuery,
    CaseSchema,
    ClosureSchema,
    ContactViewingSchema,
    FollowUpSchema,
    TeamMemberSchema,
    TeamSchema,
    as_json,
)
from services.casework.course.schemas import PhaseSchema, TaskSchema, TasksForm
from services.common.codes import TaskState, TeamRole
from shared.web import paging
from shared.web.api import Blueprint, Body, execute, read_only, uuid_of
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.own_form import OwnForm
from shared.web.pages import Pages, after_change
from shared.web.paging import Page, PageRequest
from shared.work import Work

ROOT = "/casework/api/v1/cases"
api = Blueprint("cases_api", ROOT, "Cases")
pages = Pages("cases", "/casework/cases")

RELEASE = Change("team/<uuid:person_id>", commands.release, Body, policy.coordinates, removes=True)
changes = Changes[CaseView, Case](
    [
        Change(
            "team/<uuid:person_id>",
            commands.assign,
            TeamSchema,
            policy.coordinates,
            form=OwnForm(
                "casework/team.html",
                views.team_form,
                address="team",
                schema=TeamMemberSchema,
                fresh={"role": TeamRole.WORKER},
            ),
        ),
        RELEASE,
        Change(
            "contact-viewing",
            commands.show_contact,
            ContactViewingSchema,
            policy.opens,
            form=OwnForm("casework/contact.html", views.contact_form),
        ),
        Change(
            "tasks/<code>",
            commands.settle_task,
            TaskSchema,
            policy.opens,
            form=OwnForm("casework/task.html", views.task_form, fresh={"state": TaskState.DONE}),
        ),
        Change(
            "phase-tasks",
            commands.do_tasks,
            TasksForm,
            policy.opens,
            is_offered=False,
            form=OwnForm("casework/tasks.html", views.tasks_form),
        ),
        Change(
            "phase",
            commands.advance,
            PhaseSchema,
            policy.opens,
            form=OwnForm("casework/phase.html", views.phase_form),
        ),
        Change("closure", commands.close, ClosureSchema, policy.opens),
        Change(
            "closing",
            commands.close_with_reason,
            ClosureSchema,
            policy.opens,
            is_offered=False,
            form=OwnForm("casework/closing.html", views.closing_form),
        ),
        Change(
            "follow-up",
            commands.follow_up,
            FollowUpSchema,
            policy.opens,
            form=OwnForm("casework/follow_up.html"),
        ),
    ],
    thing=Case,
    key="case_id",
    read=queries.case,
    state=lambda view: view.case,
)


@api.get("", may=policy.opens)
@api.arguments(CaseQuery, location="query")
@api.response(200, CaseListSchema)
def search(data: dict[str, Any]) -> ResponseReturnValue:
    """The case that a referral became, or the reader's cases in a state."""

    def read(work: Work) -> Page[Any]:
        if data["referral"] is not None:
            referral_id = uuid_of(data["referral"])
            views = queries.of_referral(work, g.who, referral_id) if referral_id else []
            return Page([as_json(view) for view in views])
        page_request = PageRequest(data["limit"], data["cursor"])
        part = queries.listed(
            work,
            g.who,
            state=data["status"],
            since=data["updated_since"],
            sort=data["sort"],
            page_request=page_request,
        )
        views = [queries.case(work, g.who, each.row.case_id) for each in part.items]
        return Page([as_json(view) for view in views], part.next)

    return paging.answer("cases", read_only(read))


@pages.post("/<uuid:case_id>/team/<uuid:person_id>/leaving", may=policy.coordinates)
def leave_team(**path: UUID) -> ResponseReturnValue:
    """Take somebody off the team."""
    execute(lambda work: changes.apply(work, RELEASE, path, {}))
    after_change("cases")
    return redirect(url_for(".team", case_id=path["case_id"]), 303)


changes.serve(
    api,
    may=policy.opens,
    schema=CaseSchema,
    body=lambda _, view: as_json(view),
    beside=True,
)
serve_forms(changes, pages, "/<uuid:case_id>", views.forms)
