"""Concerns about a child's safety over HTTP: raised on a phone, taken, recorded and closed."""

from typing import Any
from uuid import UUID, uuid4, uuid5

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.casework.cases.domain import Case
from services.casework.cases.resources import ROOT
from services.casework.concerns import commands, policy, queries, texts, views
from services.casework.concerns.domain import Concern
from services.casework.concerns.policy import ConcernView
from services.casework.concerns.schemas import (
    ActSchema,
    ClosingSchema,
    ConcernListSchema,
    ConcernQuery,
    ConcernSchema,
    NewConcernSchema,
    ReopeningSchema,
    TakingSchema,
    as_json,
)
from services.common.letters import mark_read
from shared.kernel.aggregate import Invalid, Refused
from shared.web import paging
from shared.web.access_log import note_access
from shared.web.api import Blueprint, Created, execute, idempotent, read_only, uuid_of
from shared.web.changes import Change, Changes
from shared.web.form_page import FormPage
from shared.web.pages import Pages, after_change, blank_form, form_of, loaded
from shared.web.paging import Page, PageRequest
from shared.web.parts import Form, Forms
from shared.web.problems import say
from shared.work import Work

HOME = "/casework/api/v1/concerns"
raising_api = Blueprint("concern_raising_api", ROOT, "Concerns about a child's safety")
api = Blueprint("concerns_api", HOME, "Concerns about a child's safety")
pages = Pages("concerns", "/casework")

changes = Changes[ConcernView, ConcernView](
    [
        Change("taking", commands.take, TakingSchema, policy.handles),
        Change("acts", commands.record_act, ActSchema, policy.handles, adds=True),
        Change("closing", commands.close, ClosingSchema, policy.handles),
        Change("reopening", commands.reopen, ReopeningSchema, policy.handles),
    ],
    thing=Concern,
    key="concern_id",
    read=queries.concern,
    state=lambda view: view,
)


@raising_api.post("/<uuid:case_id>/concerns", may=policy.raises)
@raising_api.arguments(NewConcernSchema)
@raising_api.alt_response(201, description="It was raised.")
def raise_concern(data: dict[str, Any], case_id: UUID) -> ResponseReturnValue:
    """Say that a child's safety worries: the case's own people, and its support person."""

    def make(work: Work) -> Created:
        concern_id, version = _raise(work, case_id, data)
        return Created(f"{HOME}/{concern_id}", {"id": str(concern_id)}, version)

    note_access(Case(case_id))
    return idempotent(make)


@api.get("", may=policy.lists)
@api.arguments(ConcernQuery, location="query")
@api.response(200, ConcernListSchema)
def listed(query: dict[str, Any]) -> ResponseReturnValue:
    """Concerns that the caller may open: nobody's first, then the longest raised."""
    state = query.pop("state")

    def read(work: Work) -> Page[Any]:
        part = queries.listed(work, g.who, state=state, page_request=PageRequest(**query))
        return paging.shown_as(part, queries.line)

    return paging.answer("concerns", read_only(read))


@pages.route("/cases/<uuid:case_id>/concerns/new", methods=["GET", "POST"], may=policy.raises)
def write(case_id: UUID) -> ResponseReturnValue:
    """Whom to call, and the form below it; what was typed is never lost."""
    note_access(Case(case_id))
    page = read_only(lambda work: views.raising(work, g.who, case_id))
    if request.method == "GET":
        return _form(page, blank_form(NewConcernSchema, {"may_call": "true"}))
    data, wrong = loaded(NewConcernSchema)
    if wrong:
        return _form(page, form_of(NewConcernSchema, wrong)), 422
    try:
        concern_id = execute(lambda work: _raise(work, case_id, data))[0]
    except Refused as refused:
        status = 422 if isinstance(refused, Invalid) else 409
        return _form(page, form_of(NewConcernSchema), problem=say(refused)), status
    after_change("concerns", "inbox")
    return redirect(url_for(".show", concern_id=concern_id), 303)


@pages.get("/concerns", may=policy.lists)
def show_list() -> str:
    """Concerns that the reader may open, those of nobody first."""
    state = "closed" if request.args.get("state") == "closed" else "open"
    cursor = request.args.get("cursor", "")
    page = read_only(lambda work: views.listed(work, g.who, state=state, cursor=cursor))
    return render_template("casework/concerns.html", page=page)


@pages.get("/concerns/<uuid:concern_id>", may=policy.reads)
def show(concern_id: UUID) -> str:
    """One concern: whom to call, how it stands, and what to do next."""
    return _page(concern_id, changes.forms(), "")


def _raise(work: Work, case_id: UUID, data: dict[str, Any]) -> tuple[UUID, int]:
    """The same form sent twice raises one."""
    queries.raising(work, g.who, case_id)
    key = uuid_of(request.form.get("key", ""))
    concern_id = uuid5(key, str(case_id)) if key else None
    return commands.raise_concern(work, case_id, concern_id=concern_id, **data)


def _form(page: views.RaisingPage, entries: Form, *, problem: str = "") -> str:
    key = request.form.get("key") or str(uuid4())
    return render_template(
        "casework/concern_new.html", page=page, entries=entries, problem=problem, key=key
    )


def _page(concern_id: UUID, forms: Forms, problem: str) -> str:
    note_access(Concern(concern_id))
    page = read_only(lambda work: views.page(work, g.who, concern_id))
    mark_read(concern_id)
    return render_template("casework/concern.html", page=page, forms=forms, problem=problem)


changes.serve_pages(
    pages,
    "/concerns/<uuid:concern_id>",
    FormPage(
        _page,
        home=lambda concern_id: url_for("concerns.show", concern_id=concern_id),
        lists=("concerns", "inbox"),
        changed_meanwhile=texts.changed_meanwhile,
    ),
)
changes.serve(
    api,
    may=policy.reads,
    schema=ConcernSchema,
    body=lambda _, view: as_json(view),
    beside=True,
)
