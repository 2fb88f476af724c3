"""Plans of independence over HTTP, and their pages."""

from typing import Any
from uuid import UUID

from flask import g, render_template
from flask.typing import ResponseReturnValue

from services.casework.cases import policy as cases, queries
from services.casework.cases.domain import Case
from services.casework.cases.queries import CaseView
from services.casework.cases.resources import ROOT
from services.casework.fields import ReasonSchema
from services.casework.independence import commands, policy, queries as plans, views
from services.casework.independence.domain import IndependencePlan
from services.casework.independence.policy import IndependenceView
from services.casework.independence.schemas import (
    IndependenceSchema,
    PlannedListSchema,
    PlannedSchema,
    areas_of,
    as_json,
)
from shared.web import paging
from shared.web.api import Blueprint, read_only
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.own_form import OwnForm
from shared.web.pages import Pages
from shared.web.paging import PageRequest, WholeQuery
from shared.work import Work

api = Blueprint("independence_api", ROOT, "Plans of independence")
pages = Pages("independence", "/casework/cases")
plan_pages = Pages("independence_plan", "/casework/independence-plans")


def plan_independence(
    work: Work, case_id: UUID, *, areas: list[dict[str, Any]]
) -> tuple[UUID, int]:
    """Plan what a child or young person needs to manage without the support."""
    return commands.plan(work, case_id, areas=areas_of(areas))


def enter_plan_in_error(work: Work, plan_id: UUID, *, reason: str = "") -> None:
    """Say that a plan never was."""
    commands.enter_in_error(work, plan_id, reason=reason)


additions = Changes[CaseView, Case](
    [
        Change(
            "independence",
            plan_independence,
            IndependenceSchema,
            cases.opens,
            adds=True,
            form=OwnForm(
                "casework/independence_new.html",
                views.new_form,
                address="independence/new",
                filled=views.latest,
            ),
        )
    ],
    thing=Case,
    key="case_id",
    read=queries.case,
    state=lambda view: view.case,
)
changes = Changes[IndependenceView, IndependenceView](
    [
        Change(
            "entered-in-error",
            enter_plan_in_error,
            ReasonSchema,
            policy.reads,
            form=OwnForm("casework/independence_error.html"),
        )
    ],
    thing=IndependencePlan,
    key="plan_id",
    read=plans.plan,
    state=lambda view: view,
    above={"case_id": lambda view: view.case.id},
)


@api.get("/<uuid:case_id>/independence", may=cases.opens)
@api.arguments(WholeQuery, location="query")
@api.alt_response(200, schema=PlannedListSchema)
def of_case(query: dict[str, Any], case_id: UUID) -> ResponseReturnValue:
    """The plans of independence of a case, newest first."""

    def read(work: Work) -> list[dict[str, Any]]:
        queries.case(work, g.who, case_id)
        return [as_json(each) for each in plans.of_case(work, case_id)]

    listed = PlannedSchema(many=True).dump(read_only(read))
    part = paging.after(listed, lambda each: str(each["id"]), PageRequest(**query))
    return paging.answer("plans", part)


@pages.get("/<uuid:case_id>/independence", may=cases.opens)
def show(case_id: UUID) -> str:
    """The newest plan: what goes well, what is needed, and who takes over when."""
    page = read_only(lambda work: views.page(work, g.who, case_id))
    return render_template("casework/independence.html", **page)


additions.serve(api)
changes.serve(
    api,
    may=policy.reads,
    at="/<uuid:case_id>/independence",
    schema=PlannedSchema,
    body=lambda _, view: as_json(view.plan),
)
serve_forms(additions, pages, "/<uuid:case_id>", views.forms)
serve_forms(changes, plan_pages, "/<uuid:plan_id>", views.plan_forms)
