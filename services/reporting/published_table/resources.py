"""The published table over HTTP: for programs, and as a page."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import Response, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from services.reporting.conditional_get import conditional
from services.reporting.editions.queries import facts_reached
from services.reporting.figures import policy
from services.reporting.published_table import queries, views
from services.reporting.published_table.schemas import (
    PublishedTableQuerySchema,
    PublishedTableSchema,
    as_json,
)
from shared.kernel.aggregate import Invalid
from shared.web.api import Blueprint, read_only, service
from shared.web.i18n import language
from shared.web.pages import Pages
from shared.web.parts import Form
from shared.web.problems import say
from shared.work import Work

api = Blueprint(
    "published_table_api", "/reporting/api/v1", "A published table from events", shows_people=False
)
pages = Pages("published_table", "/reporting", shows_people=False)
FILTERS = ("from", "on")


@api.get("/published-table", may=policy.READS)
@api.arguments(PublishedTableQuerySchema, location="query")
@api.response(200, PublishedTableSchema)
@api.alt_response(304, description="As the If-None-Match says that it is known.")
def show(_data: dict[str, Any]) -> ResponseReturnValue:
    """What Helsinki's team published, and the same from events: exactly for its own people."""

    def read(work: Work) -> Response:
        return jsonify(as_json(_answer(work, request.args), work.now))

    return read_only(lambda work: conditional(work, lambda: read(work)))


@pages.get("/published-table", may=policy.READS)
def page() -> ResponseReturnValue:
    """The same as a page; what is wrong with a filter is said above the usual one."""
    chosen = {name: request.args.get(name, "") for name in FILTERS}
    try:
        return _page(chosen, Form.of(chosen))
    except Invalid as wrong:
        problem = say(wrong)
        name = "on" if wrong.code in ("on", "as-of") else "from"
        return _page({}, Form.of(chosen, {name: [problem]}), problem), 422


def _page(chosen: Mapping[str, str], entries: Form, problem: str = "") -> str:
    def read(work: Work) -> tuple[views.PublishedTablePage, str]:
        answer = _answer(work, chosen)
        return views.page(answer), answer.period.first

    shown, first = read_only(read)
    usual = Form.of({"from": first, "on": chosen.get("on", "")})
    return render_template(
        "reporting/published_table.html",
        page=shown,
        entries=entries if problem else usual,
        problem=problem,
    )


def _answer(work: Work, values: Mapping[str, str]) -> queries.PublishedTable:
    return queries.published_table(
        work, g.who, values, reached=partial(facts_reached, service()), locale=language()
    )
