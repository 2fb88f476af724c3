"""Who may never open a case, over HTTP. It belongs to the case, as its ETag does."""

from typing import Any
from uuid import UUID

from flask import g, redirect, url_for
from flask.typing import ResponseReturnValue

from services.casework.cases import policy, queries
from services.casework.cases.domain import Case
from services.casework.cases.queries import CaseView
from services.casework.cases.resources import ROOT
from services.casework.cases.schemas import CaseSchema, as_json
from services.casework.cases.views import forms
from services.casework.locks import commands, views
from services.casework.locks.schemas import (
    LockedPersonSchema,
    LockLineSchema,
    LockListSchema,
    LockSchema,
    lines,
)
from shared.kernel.aggregate import NotFound
from shared.web import paging
from shared.web.api import Blueprint, Body, execute, read_only
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.own_form import OwnForm
from shared.web.pages import Pages, after_change
from shared.web.paging import PageRequest, WholeQuery
from shared.work import Work

LOCK = "locks/<uuid:person_id>"

api = Blueprint("locks_api", ROOT, "Who may never open a case")
pages = Pages("locks", "/casework/cases")

LETTING_IN = Change(LOCK, commands.unlock, Body, policy.coordinates, removes=True)
changes = Changes[CaseView, Case](
    [
        Change(
            LOCK,
            commands.lock_out,
            LockSchema,
            policy.coordinates,
            form=OwnForm(
                "casework/locks.html", views.form, address="locks", schema=LockedPersonSchema
            ),
            may_lose=True,
        ),
        LETTING_IN,
    ],
    thing=Case,
    key="case_id",
    read=queries.case,
    state=lambda view: view.case,
)


@api.get("/<uuid:case_id>/locks", may=policy.coordinates)
@api.arguments(WholeQuery, location="query")
@api.alt_response(200, schema=LockListSchema)
def of_case(query: dict[str, Any], case_id: UUID) -> ResponseReturnValue:
    """Who may never open the case, for its coordinators alone."""

    def read(work: Work) -> list[dict[str, Any]]:
        view = queries.case(work, g.who, case_id)
        if not view.is_coordinator:
            raise NotFound
        return lines(view.case)

    shown = LockLineSchema(many=True).dump(read_only(read))
    part = paging.after(shown, lambda each: str(each["person"]), PageRequest(**query))
    return paging.answer("locks", part)


@pages.post("/<uuid:case_id>/locks/<uuid:person_id>/letting-in", may=policy.coordinates)
def unlock(**path: UUID) -> ResponseReturnValue:
    """Somebody may open the case again, where they have a seat."""
    execute(lambda work: changes.apply(work, LETTING_IN, path, {}))
    after_change("cases")
    return redirect(url_for(".locks", case_id=path["case_id"]), 303)


changes.serve(api, schema=CaseSchema, body=lambda _, view: as_json(view), beside=True)
serve_forms(changes, pages, "/<uuid:case_id>", forms)
