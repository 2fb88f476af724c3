"""Summaries over HTTP, their pages and their papers."""

import re
from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Response, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.casework.cases import policy as case_policy, queries as cases
from services.casework.cases.domain import Case
from services.casework.cases.queries import CaseView
from services.casework.cases.resources import ROOT
from services.casework.cases.views import forms as case_forms
from services.casework.fields import ReasonSchema
from services.casework.summaries import commands, policy, queries, texts, views
from services.casework.summaries.domain import Summary
from services.casework.summaries.policy import SummaryView
from services.casework.summaries.schemas import (
    DraftSchema,
    NewSummarySchema,
    SendBackSchema,
    SummaryListSchema,
    SummarySchema,
    as_json,
)
from services.common.letters import mark_read
from services.common.papers.making import pdf
from shared.web import paging
from shared.web.api import Blueprint, Body, read_only
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.form_page import FormPage
from shared.web.i18n import gettext
from shared.web.own_form import OwnForm
from shared.web.pages import Pages, blank_form
from shared.web.paging import PageRequest, WholeQuery
from shared.web.parts import Forms
from shared.work import Work

api = Blueprint("summaries_api", ROOT, "Summaries of the support")
pages = Pages("summaries", "/casework")


additions = Changes[CaseView, Case](
    [
        Change(
            "summaries",
            commands.begin,
            NewSummarySchema,
            case_policy.opens,
            adds=True,
            form=OwnForm(
                "casework/summary_new.html", address="summaries/new", filled=views.begin_form
            ),
        )
    ],
    thing=Case,
    key="case_id",
    read=cases.case,
    state=lambda view: view.case,
)
changes = Changes[SummaryView, SummaryView](
    [
        Change("draft", commands.write, DraftSchema, policy.writes),
        Change("approval", commands.approve, Body, policy.approves),
        Change("return", commands.send_back, SendBackSchema, policy.approves),
        Change("correction", commands.correct, ReasonSchema, policy.writes),
        Change("discarding", commands.discard, Body, policy.writes),
    ],
    thing=Summary,
    key="summary_id",
    read=queries.summary,
    state=lambda view: view,
    above={"case_id": lambda view: view.case.id},
)


@api.get("/<uuid:case_id>/summaries", may=case_policy.opens)
@api.arguments(WholeQuery, location="query")
@api.response(200, SummaryListSchema)
def of_case(query: dict[str, Any], case_id: UUID) -> ResponseReturnValue:
    """The summaries of a case, the newest period first."""
    rows = read_only(lambda work: queries.of_case(work, g.who, case_id))
    part = paging.after(rows, lambda each: str(each.summary_id), PageRequest(**query))
    return paging.answer("summaries", paging.shown_as(part, _listed))


@pages.get("/summaries/<uuid:summary_id>", may=policy.writes)
def show(summary_id: UUID) -> str:
    """One summary: written, waiting or approved, with what to do next."""
    return _page(summary_id, changes.forms(), "")


@pages.get("/summaries/<uuid:summary_id>/paper/<int:edition>", may=policy.writes)
def paper(summary_id: UUID, edition: int) -> Response:
    """An approved edition as a paper."""
    values = read_only(lambda work: views.summary_paper(work, g.who, summary_id, edition))
    name = gettext("summary")
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return Response(pdf("summary", values), mimetype="application/pdf", headers=headers)


def _page(summary_id: UUID, forms: Forms, problem: str) -> str:
    given = request.args.get("edition", "")
    number = int(given) if re.fullmatch("[0-9]{1,4}", given) else None
    page = read_only(lambda work: views.summary(work, g.who, summary_id, number=number))
    mark_read(summary_id)
    is_sent = request.method == "POST" and forms.is_open("draft")
    entries = forms["draft"] if is_sent else blank_form(DraftSchema, page.draft, prefix="draft")
    return render_template(
        "casework/summary.html", page=page, forms=forms, problem=problem, entries=entries
    )


def _listed(row: Any) -> dict[str, Any]:
    shown = ("status", "since", "until", "sent_on")
    return {"id": row.summary_id, **{name: getattr(row, name) for name in shown}}


def _body(work: Work, view: SummaryView) -> dict[str, Any]:
    return as_json(view, queries.read_on(work.db, view.summary.id))


additions.serve(api)
changes.serve(
    api, may=policy.writes, at="/<uuid:case_id>/summaries", schema=SummarySchema, body=_body
)
serve_forms(
    additions,
    pages,
    "/cases/<uuid:case_id>",
    replace(
        case_forms,
        home=lambda case_id: url_for("summarybook.show", case_id=case_id),
        lists=("summaries",),
    ),
)
changes.serve_pages(
    pages,
    "/summaries/<uuid:summary_id>",
    FormPage(
        _page,
        home=lambda summary_id: url_for("summaries.show", summary_id=summary_id),
        lists=("summaries", "deadlines", "inbox"),
        changed_meanwhile=texts.changed_meanwhile,
    ),
)
