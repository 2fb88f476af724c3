"""Hand-overs over HTTP: one for a case. It belongs to the case, as its ETag does."""

from uuid import UUID

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from services.casework.cases.domain import Case
from services.casework.cases.resources import ROOT
from services.casework.handover import commands, policy, queries, views
from services.casework.handover.policy import HandOverView
from services.casework.handover.schemas import HandOverSchema, HandOverStateSchema, as_json
from services.common.letters import mark_read
from shared.web.api import Blueprint, Body, execute, read_only, with_etag
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.own_form import OwnForm
from shared.web.pages import Pages, after_change

api = Blueprint("handover_api", ROOT, "Hand-over of a case")
pages = Pages("handover", "/casework/cases")

ACCEPT = Change("hand-over/acceptance", commands.accept, Body, policy.accepts, has_form=False)
WITHDRAW = Change("hand-over", commands.withdraw, Body, policy.withdraws, removes=True)
changes = Changes[HandOverView, HandOverView](
    [
        Change(
            "hand-over",
            commands.plan,
            HandOverSchema,
            policy.plans,
            form=OwnForm(
                "casework/handover_plan.html",
                views.form,
                address="hand-over/plan",
                filled=views.filled,
            ),
        ),
        ACCEPT,
        WITHDRAW,
    ],
    thing=Case,
    key="case_id",
    read=queries.handover,
    state=lambda view: view,
)


@api.get("/<uuid:case_id>/hand-over", may=policy.sees)
@api.response(200, HandOverStateSchema)
def state(case_id: UUID) -> ResponseReturnValue:
    """How far the hand-over of a case is."""
    view = read_only(lambda work: queries.handover(work, g.who, case_id))
    return with_etag(as_json(view), view.version, beside=True)


@pages.get("/<uuid:case_id>/hand-over", may=policy.sees)
def show(case_id: UUID) -> str:
    """The hand-over: how far it is, and what the new worker reads first."""
    page = read_only(lambda work: views.page(work, g.who, case_id))
    mark_read(case_id)
    return render_template("casework/handover.html", page=page)


@pages.post("/<uuid:case_id>/hand-over/acceptance", may=policy.accepts)
def accept(**path: UUID) -> ResponseReturnValue:
    """Take the case over."""
    return _done(ACCEPT, path)


@pages.post("/<uuid:case_id>/hand-over/withdrawal", may=policy.withdraws)
def withdraw(**path: UUID) -> ResponseReturnValue:
    """Leave the case where it is."""
    return _done(WITHDRAW, path)


def _done(row: Change[HandOverView], path: dict[str, UUID]) -> ResponseReturnValue:
    execute(lambda work: changes.apply(work, row, path, {}))
    after_change("cases", "timeline", "inbox")
    return redirect(url_for(".show", case_id=path["case_id"]), 303)


changes.serve(api, schema=HandOverStateSchema, body=lambda _, view: as_json(view), beside=True)
serve_forms(changes, pages, "/<uuid:case_id>", views.forms)
