"""Visits over HTTP: by the case's own people and by its support person, mostly on a phone."""

from typing import Any
from uuid import UUID, uuid4

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.casework.cases import policy as case_policy, queries as cases
from services.casework.cases.domain import Case
from services.casework.cases.resources import ROOT
from services.casework.visits import commands, policy, queries, views
from services.casework.visits.policy import VisitedView
from services.casework.visits.schemas import (
    LoggedVisitSchema,
    VisitListSchema,
    VisitSchema,
    as_json,
    facts_of,
)
from shared.kernel.aggregate import Invalid, NotFound, Refused
from shared.web import paging
from shared.web.api import Blueprint, execute, read_only, uuid_of, with_etag
from shared.web.changes import Change, Changes
from shared.web.formats import format_date
from shared.web.i18n import gettext
from shared.web.pages import Pages, after_change, blank_form, form_of, loaded
from shared.web.paging import PageRequest, WholeQuery
from shared.web.parts import Form
from shared.web.problems import say
from shared.work import Work

api = Blueprint("visits_api", ROOT, "Visits")
pages = Pages("visits", "/casework/visits")


def log_visit(work: Work, case_id: UUID, **data: Any) -> tuple[UUID, int]:
    """Log a visit, held, missed or cancelled."""
    facts = facts_of(data, today=work.today)
    if queries.visited(work, g.who, case_id).is_staff(g.who):
        return commands.log(work, case_id, facts)
    (logged,) = commands.log_own(work, [case_id], facts)
    return logged


changes = Changes[VisitedView, VisitedView](
    [Change("visits", log_visit, VisitSchema, policy.logs, adds=True)],
    thing=Case,
    key="case_id",
    read=queries.visited,
    state=lambda view: view,
)


@api.get("/<uuid:case_id>/visits", may=case_policy.opens)
@api.arguments(WholeQuery, location="query")
@api.alt_response(200, schema=VisitListSchema)
def of_case(query: dict[str, Any], case_id: UUID) -> ResponseReturnValue:
    """The visits of a case, newest first, for those who may open it."""
    part = paging.after(_listed(case_id), lambda each: str(each["id"]), PageRequest(**query))
    return paging.answer("visits", part)


@api.get("/<uuid:case_id>/visits/<uuid:visit_id>", may=case_policy.opens)
@api.alt_response(200, schema=LoggedVisitSchema)
def show(case_id: UUID, visit_id: UUID) -> ResponseReturnValue:
    """One visit, for those who may open its case."""
    visits = _listed(case_id, visit_id=visit_id)
    if not visits:
        raise NotFound
    return with_etag(visits[0], 1, beside=True)


@pages.get("/new", may=policy.logs)
def new() -> str:
    """An empty form, for today, with whomever there is only one of already ticked."""
    drawn = read_only(views.form)
    fresh: dict[str, object] = {"held_on": drawn["today"], "kind": "FACE", "status": "HELD"}
    if len(drawn["whom"]) == 1:
        fresh["who"] = [drawn["whom"][0].value]
    return _page(blank_form(views.VisitForm, fresh), drawn)


@pages.post("/new", may=policy.logs)
def log() -> ResponseReturnValue:
    """Log one visit with one child or several."""
    data, wrong = loaded(views.VisitForm)
    if wrong:
        return _page(form_of(views.VisitForm, wrong), read_only(views.form)), 422
    try:
        execute(lambda work: _log(work, data))
    except Refused as refused:
        status = 422 if isinstance(refused, Invalid) else 409
        return _page(form_of(views.VisitForm), read_only(views.form), problem=say(refused)), status
    after_change("visits", "timeline")
    day = format_date(data["held_on"], "d.M.yyyy")
    flash(gettext("The visit of %(day)s is saved. Thank you.", day=day), "done")
    case_id = data["case"]
    home = url_for("casefile.show", case_id=case_id) if case_id else url_for(".new")
    return redirect(home, 303)


@pages.get("/worry", may=policy.logs)
def worry() -> str:
    """What to do, now, when something about a child's safety worries."""
    return render_template("casework/worry.html", is_supporter=views.is_supporter())


def _listed(case_id: UUID, *, visit_id: UUID | None = None) -> list[dict[str, Any]]:
    def read(work: Work) -> list[dict[str, Any]]:
        cases.case(work, g.who, case_id)
        return [as_json(view) for view in queries.of_case(work, case_id, visit_id=visit_id)]

    return read_only(read)


def _page(entries: Form, drawn: dict[str, Any], *, problem: str = "") -> str:
    case_id = request.values.get("case", "")
    key = request.form.get("key") or str(uuid4())
    return render_template(
        "casework/visit.html", entries=entries, problem=problem, case=case_id, key=key, **drawn
    )


def _log(work: Work, data: dict[str, Any]) -> None:
    """Log it; raises `NotFound` when a case is not the reader's to log visits for."""
    key, case_ids = uuid_of(request.form.get("key", "")), views.chosen(data)
    visited = [queries.visited(work, g.who, case_id) for case_id in case_ids]
    facts = views.facts_of(data)
    if views.is_supporter():
        commands.log_own(work, case_ids, facts, key=key)
    elif all(view.is_staff(g.who) for view in visited):
        commands.log_together(work, case_ids, facts, key=key)
    else:
        raise NotFound


changes.serve(api)
