"""The list of referrals over HTTP: for a program, and as the page of what waits."""

from typing import Any

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from services.referral.referrals import policy
from services.referral.referrals.schemas import as_json
from services.referral.worklist import queries, views
from services.referral.worklist.schemas import ReferralListSchema, ReferralQuery
from shared.web import paging
from shared.web.api import Blueprint, read_only
from shared.web.pages import Pages
from shared.web.paging import Page, PageRequest
from shared.web.parts import Form
from shared.work import Work

api = Blueprint("worklist_api", "/referral/api/v1/referrals", "The reader's referrals")
pages = Pages("worklist", "/referral")


@api.get("", may=policy.reads)
@api.arguments(ReferralQuery, location="query")
@api.response(200, ReferralListSchema)
def search(data: dict[str, Any]) -> ResponseReturnValue:
    """Referrals by the sender's own reference, or the reader's worklist."""
    part = PageRequest(data["limit"], data["cursor"])
    question = queries.Question(
        reference=data["source_reference"],
        status=data["status"],
        since=data["updated_since"],
        order=data["sort"],
    )

    def read(work: Work) -> Page[Any]:
        shown = queries.views(work, g.who, question, page_request=part)
        return paging.shown_as(shown, lambda view: as_json(work, view))

    return paging.answer("referrals", read_only(read))


@pages.get("/", may=policy.reads)
def show() -> str:
    """What waits for the reader today."""
    page = read_only(lambda work: views.worklist(work, g.who, request.args))
    return render_template("referral/worklist.html", page=page, entries=Form.of(page.chosen))
