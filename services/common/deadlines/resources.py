"""A service's deadlines over HTTP: the same page and list in every service."""

from dataclasses import asdict
from typing import Any

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from services.common.deadlines import queries, views
from services.common.deadlines.schemas import DeadlineListSchema, DeadlineQuery
from services.common.deadlines.views import Register
from services.common.letters import mark_read_of
from shared.web import paging
from shared.web.api import Blueprint, read_only
from shared.web.pages import Pages
from shared.web.paging import PageRequest

LETTER = "deadline"  # the thing of letters about what the reader does not open


def deadline_pages(name: str, register: Register) -> Pages:
    """`GET /<service>/deadlines`."""
    pages = Pages("deadlines", f"/{name}")

    @pages.get("/deadlines", may=register.may)
    def show() -> str:
        """What is due, the first due first; `?state=late` shows what is late."""
        page = read_only(lambda work: views.listed(work, g.who, register, _chosen()))
        mark_read_of(LETTER)
        return render_template("shared/deadlines.html", page=page)

    return pages


def deadline_api(name: str, register: Register) -> Blueprint:
    """`GET /<service>/api/v1/deadlines`."""
    api = Blueprint("deadlines_api", f"/{name}/api/v1/deadlines", "What is due")

    @api.get("", may=register.may)
    @api.arguments(DeadlineQuery, location="query")
    @api.response(200, DeadlineListSchema)
    def listed(query: dict[str, Any]) -> ResponseReturnValue:
        """What waits for the caller's organisation, or is waited for by it; the first due first."""
        state = query.pop("state")
        part = read_only(
            lambda work: queries.listed(
                work,
                g.who,
                theirs=register.theirs,
                state=state,
                page_request=PageRequest(**query),
            )
        )
        return paging.answer("deadlines", paging.shown_as(part, asdict))

    return api


def _chosen() -> dict[str, str]:
    state = request.args.get("state", "all")
    return {
        "state": state if state in queries.STATES else "all",
        "cursor": request.args.get("cursor", ""),
    }
