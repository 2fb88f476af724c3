"""The list of who was erased, over HTTP and on a page, in each service that keeps a register."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from services.common.erasure.schemas import ErasureListSchema
from shared.identity.access import Access
from shared.identity.principals import Principal
from shared.web import paging
from shared.web.api import Blueprint, read_only
from shared.web.pages import Pages
from shared.web.paging import Page, PageRequest, WholeQuery
from shared.work import Work

Read = Callable[[Work, Principal, PageRequest], Page[Any]]
Draw = Callable[[Work, Principal, Mapping[str, str]], Mapping[str, Any]]


def serve_list(
    api: Blueprint, pages: Pages, *, may: Access, read: Read, draw: Draw, summary: str
) -> None:
    """The latest first; `summary` is what the API's document says of it."""

    def done(query: dict[str, Any]) -> ResponseReturnValue:
        part = read_only(lambda work: read(work, g.who, PageRequest(**query)))
        return paging.answer("erasures", part)

    def show_done() -> str:
        page = read_only(lambda work: draw(work, g.who, request.args))
        return render_template("shared/erasures.html", **page)

    done.__doc__ = summary
    answered = api.response(200, ErasureListSchema)(done)
    api.get("", may=may)(api.arguments(WholeQuery, location="query")(answered))
    pages.get("", may=may)(show_done)
