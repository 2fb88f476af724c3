"""The ways of referrals over HTTP: one referral's, and what each member and coordinator reads."""

from typing import Any
from uuid import UUID

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from services.referral.referrals.domain import Referral
from services.referral.routes.schemas import RoutingSchema
from services.referral.routings import policy, queries, views
from services.referral.routings.schemas import RoutingListSchema, line_json
from shared.web import paging
from shared.web.access_log import note_access
from shared.web.api import Blueprint, read_only
from shared.web.pages import Pages
from shared.web.paging import PageQuery, PageRequest

api = Blueprint("routings_api", "/referral/api/v1", "The ways of referrals through networks")
pages = Pages("routings", "/referral/directory/routings", shows_people=False)
ON_A_PAGE = 50


@api.get("/referrals/<uuid:referral_id>/routing", may=policy.reads)
@api.response(200, RoutingSchema)
def routing(referral_id: UUID) -> dict[str, Any]:
    """How it came to whom it is offered: every choice, each skip, and who gave it back."""
    note_access(Referral(referral_id))
    return read_only(lambda work: views.routing(work, g.who, referral_id))


@api.get("/routings", may=policy.lists, shows_people=False)
@api.arguments(PageQuery, location="query")
@api.response(200, RoutingListSchema)
def listed(query: dict[str, Any]) -> ResponseReturnValue:
    """When the reader's organisation was chosen or skipped, and why; the coordinator reads all."""
    part = PageRequest(**query)
    shown = read_only(lambda work: queries.lines(work, g.who, page_request=part))
    return paging.answer("routings", paging.shown_as(shown, line_json))


@pages.get("", may=policy.lists, endpoint="listed")
def show() -> str:
    """The same as a page."""
    part = PageRequest(ON_A_PAGE, request.args.get("cursor", ""))
    page = read_only(lambda work: views.routings(work, g.who, part))
    return render_template("referral/routings.html", page=page)
