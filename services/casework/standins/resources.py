"""Who stands in, over HTTP. It belongs to the case, as its ETag does."""

from typing import Any
from uuid import UUID

from flask import g, redirect, url_for
from flask.typing import ResponseReturnValue

from services.casework.cases import policy, queries
from services.casework.cases.domain import Case
from services.casework.cases.queries import CaseView
from services.casework.cases.resources import ROOT
from services.casework.cases.schemas import CaseSchema, as_json as case_as_json
from services.casework.cases.views import forms
from services.casework.standins import commands, views
from services.casework.standins.schemas import (
    AgreedStandInSchema,
    StandInListSchema,
    StandInSchema,
    as_json,
    lasting,
)
from shared.web import paging
from shared.web.api import Blueprint, Body, execute, read_only
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.own_form import OwnForm
from shared.web.pages import Pages, after_change
from shared.web.paging import PageRequest, WholeQuery

api = Blueprint("stand_ins_api", ROOT, "Who stands in")
pages = Pages("stand_ins", "/casework/cases")

END = Change(
    "stand-ins/<uuid:stand_in_id>", commands.end, Body, policy.opens, removes=True, may_lose=True
)
additions = Changes[CaseView, Case](
    [
        Change(
            "stand-ins",
            commands.agree,
            StandInSchema,
            policy.opens,
            adds=True,
            form=OwnForm("casework/stand_ins.html", views.form),
        ),
        END,
    ],
    thing=Case,
    key="case_id",
    read=queries.case,
    state=lambda view: view.case,
)


@api.get("/<uuid:case_id>/stand-ins", may=policy.opens)
@api.arguments(WholeQuery, location="query")
@api.alt_response(200, schema=StandInListSchema)
def of_case(query: dict[str, Any], case_id: UUID) -> ResponseReturnValue:
    """Who stands in now or will, the first to begin first."""
    view = read_only(lambda work: queries.case(work, g.who, case_id))
    shown = AgreedStandInSchema(many=True).dump([as_json(each) for each in lasting(view)])
    part = paging.after(shown, lambda each: str(each["id"]), PageRequest(**query))
    return paging.answer("stand_ins", part)


@pages.post("/<uuid:case_id>/stand-ins/<uuid:stand_in_id>/end", may=policy.opens)
def end(**path: UUID) -> ResponseReturnValue:
    """They stand in no more."""
    execute(lambda work: additions.apply(work, END, path, {}))
    after_change("cases", "timeline")
    return redirect(url_for(".stand_ins", case_id=path["case_id"]), 303)


additions.serve(api, schema=CaseSchema, body=lambda _, view: case_as_json(view), beside=True)
serve_forms(additions, pages, "/<uuid:case_id>", forms)
