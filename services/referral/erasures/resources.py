"""Families erased over HTTP, by the data protection officer alone."""

from typing import Any

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from services.common.erasure.schemas import ErasureListSchema
from services.common.erasure.viewing import ErasureSchema, ErasureView, as_json, form
from services.referral.erasures import commands, policy, queries, views
from services.referral.referrals.domain import Referral
from shared.web import paging
from shared.web.api import Blueprint, Body, read_only
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.pages import Pages
from shared.web.paging import PageRequest, WholeQuery

api = Blueprint("erasures_api", "/referral/api/v1/erasures", "Families erased from the register")
pages = Pages("erasures", "/referral/privacy/families")

changes = Changes[ErasureView[Referral], Referral](
    [Change("erasure", commands.erase, Body, policy.erases, form=form())],
    thing=Referral,
    key="referral_id",
    read=queries.erasure,
    state=lambda view: view.state,
)
changes.serve(
    api,
    may=policy.erases,
    schema=ErasureSchema,
    body=lambda _, view: as_json(view),
    beside=True,
)
serve_forms(changes, pages, "/<uuid:referral_id>", views.forms)


@api.get("", may=policy.oversees)
@api.arguments(WholeQuery, location="query")
@api.response(200, ErasureListSchema)
def done(query: dict[str, Any]) -> ResponseReturnValue:
    """What was erased of families and requests, and what a law kept of it, the latest first."""
    part = read_only(lambda work: queries.done(work, g.who, PageRequest(**query)))
    return paging.answer("erasures", part)


@pages.get("", may=policy.oversees)
def show_done() -> str:
    """The same for people."""
    page = read_only(lambda work: views.done(work, g.who, request.args))
    return render_template("shared/erasures.html", **page)
