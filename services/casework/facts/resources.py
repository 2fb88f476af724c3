"""What a family answered, over HTTP and on its pages."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import g, render_template
from flask.typing import ResponseReturnValue

from services.casework.cases import policy as cases, queries
from services.casework.cases.domain import Case
from services.casework.cases.queries import CaseView
from services.casework.cases.resources import ROOT
from services.casework.facts import commands, policy, queries as facts, views
from services.casework.facts.domain import FactSheet
from services.casework.facts.policy import SheetView
from services.casework.facts.schemas import (
    FactsCorrectionSchema,
    FactSheetListSchema,
    FactSheetSchema,
    FactsSchema,
    as_json,
    facts_of,
)
from services.casework.fields import ReasonSchema
from shared.web import paging
from shared.web.api import Blueprint, read_only
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.own_form import OwnForm
from shared.web.pages import Pages
from shared.web.paging import PageRequest, WholeQuery
from shared.work import Work

Rows = list[dict[str, Any]]
api = Blueprint("facts_api", ROOT, "Answers of families")
pages = Pages("facts", "/casework/cases")
sheet_pages = Pages("fact_sheet", "/casework/fact-sheets")


def record_facts(
    work: Work, case_id: UUID, *, facts: Rows, answered_on: date | None = None
) -> tuple[UUID, int]:
    """Record what was answered to the programme's questions."""
    return commands.answer(work, case_id, facts=facts_of(facts), answered_on=answered_on)


def correct_facts(
    work: Work, sheet_id: UUID, *, facts: Rows, reason: str, answered_on: date | None = None
) -> None:
    """Say what was answered instead."""
    answers = facts_of(facts)
    commands.correct(work, sheet_id, facts=answers, reason=reason, answered_on=answered_on)


def enter_facts_in_error(work: Work, sheet_id: UUID, *, reason: str = "") -> None:
    """Say that nothing was answered."""
    commands.enter_in_error(work, sheet_id, reason=reason)


additions = Changes[CaseView, Case](
    [
        Change(
            "facts",
            record_facts,
            FactsSchema,
            cases.opens,
            adds=True,
            form=OwnForm("casework/facts_new.html", views.new_form, address="facts/new"),
        )
    ],
    thing=Case,
    key="case_id",
    read=queries.case,
    state=lambda view: view.case,
)
changes = Changes[SheetView, SheetView](
    [
        Change(
            "correction",
            correct_facts,
            FactsCorrectionSchema,
            policy.reads,
            form=OwnForm(
                "casework/facts_correction.html", views.correction_form, filled=views.answered
            ),
        ),
        Change(
            "entered-in-error",
            enter_facts_in_error,
            ReasonSchema,
            policy.reads,
            form=OwnForm("casework/facts_error.html"),
        ),
    ],
    thing=FactSheet,
    key="sheet_id",
    read=facts.sheet,
    state=lambda view: view,
    above={"case_id": lambda view: view.case.id},
)


@api.get("/<uuid:case_id>/facts", may=cases.opens)
@api.arguments(WholeQuery, location="query")
@api.alt_response(200, schema=FactSheetListSchema)
def of_case(query: dict[str, Any], case_id: UUID) -> ResponseReturnValue:
    """What was answered in a case, by its days, newest first."""

    def read(work: Work) -> list[dict[str, Any]]:
        view = queries.case(work, g.who, case_id)
        return [as_json(each.sheet) for each in facts.readable(work, g.who, view.case)]

    listed = FactSheetSchema(many=True).dump(read_only(read))
    part = paging.after(listed, lambda each: str(each["id"]), PageRequest(**query))
    return paging.answer("sheets", part)


@pages.get("/<uuid:case_id>/facts", may=cases.opens)
def show(case_id: UUID) -> str:
    """What is still to be asked, what was answered last, and on which days."""
    page = read_only(lambda work: views.page(work, g.who, case_id))
    return render_template("casework/facts.html", **page)


additions.serve(api)
changes.serve(
    api,
    may=policy.reads,
    at="/<uuid:case_id>/facts",
    schema=FactSheetSchema,
    body=lambda _, view: as_json(view.sheet),
)
serve_forms(additions, pages, "/<uuid:case_id>", views.forms)
serve_forms(changes, sheet_pages, "/<uuid:sheet_id>", views.sheet_forms)
