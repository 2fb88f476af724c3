"""Help without a referral over HTTP: for programs, and as a page."""

from functools import partial
from typing import Any

from flask import Response, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from services.reporting.conditional_get import conditional
from services.reporting.editions.queries import facts_reached
from services.reporting.figures import policy
from services.reporting.open_help import queries, views
from services.reporting.open_help.schemas import (
    OpenHelpQuerySchema,
    OpenHelpSchema,
    open_help_as_json,
)
from shared.kernel.aggregate import Invalid
from shared.web.api import Blueprint, read_only, service
from shared.web.pages import Pages
from shared.web.parts import Form
from shared.web.problems import say
from shared.work import Work

api = Blueprint("open_help_api", "/reporting/api/v1", "Help without a referral", shows_people=False)
pages = Pages("open_help", "/reporting", shows_people=False)


@api.get("/open-help", may=policy.READS)
@api.arguments(OpenHelpQuerySchema, location="query")
@api.response(200, OpenHelpSchema)
@api.alt_response(304, description="As the If-None-Match says that it is known.")
def show(_data: dict[str, Any]) -> ResponseReturnValue:
    """Receptions, open events and consultations of a half-year: one's own, or the region's."""

    def read(work: Work) -> Response:
        return jsonify(open_help_as_json(_answer(work, request.args.get("half", "")), work.now))

    return read_only(lambda work: conditional(work, lambda: read(work)))


@pages.get("/open-help", may=policy.READS)
def page() -> ResponseReturnValue:
    """The same as a page; what is wrong with the half-year is said above the running one."""
    chosen = request.args.get("half", "")
    try:
        return _page(chosen, Form.of({"half": chosen}))
    except Invalid as wrong:
        problem = say(wrong)
        return _page("", Form.of({"half": ""}, {"half": [problem]}), problem), 422


def _page(half: str, entries: Form, problem: str = "") -> str:
    answer = read_only(lambda work: _answer(work, half))
    return render_template(
        "reporting/open_help.html",
        page=views.page(answer),
        entries=entries if problem else Form.of({"half": str(answer.half)}),
        problem=problem,
    )


def _answer(work: Work, half: str) -> queries.OpenHelp:
    return queries.open_help(work, g.who, half, reached=partial(facts_reached, service()))
