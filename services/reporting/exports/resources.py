"""Figures as JSON-stat, each edition under an address of its own, and the page of open data."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from flask import Response, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from services.reporting.conditional_get import conditional
from services.reporting.editions.queries import facts_reached
from services.reporting.exports import queries, views
from services.reporting.exports.domain import Dataset
from services.reporting.exports.rules import LICENCE, json_stat
from services.reporting.exports.schemas import EditionListSchema, EditionsQuery, JsonStatSchema
from services.reporting.figures import policy
from services.reporting.new_indicators import queries as indicators
from services.reporting.open_help import queries as help_queries
from services.reporting.open_help.schemas import OpenHelpQuerySchema
from services.reporting.reports import queries as reports
from services.reporting.reports.schemas import ReportQuerySchema
from shared.web import paging
from shared.web.api import Blueprint, read_only, service
from shared.web.i18n import language
from shared.web.pages import Pages
from shared.web.paging import Page, PageRequest
from shared.work import Work

ROOT = "/reporting/api/v1/exports"
KNOWN = "As the If-None-Match says that it is known."
api = Blueprint("exports_api", ROOT, "Exports", shows_people=False)
pages = Pages("exports", "/reporting/open-data", shows_people=False)


@api.get("/reports/<report>", may=policy.READS)
@api.arguments(ReportQuerySchema, location="query")
@api.response(200, JsonStatSchema)
@api.alt_response(304, description=KNOWN)
def show_report(_data: dict[str, Any], report: str) -> ResponseReturnValue:
    """A report as JSON-stat 2.0, with the definition of each figure."""
    return _answer(lambda work: _report(work, report, request.args))


@api.get("/open-help", may=policy.READS)
@api.arguments(OpenHelpQuerySchema, location="query")
@api.response(200, JsonStatSchema)
@api.alt_response(304, description=KNOWN)
def show_open_help(_data: dict[str, Any]) -> ResponseReturnValue:
    """Help without a referral in a half-year, as JSON-stat 2.0."""

    def read(work: Work) -> Dataset:
        half, reached = request.args.get("half", ""), partial(facts_reached, service())
        return views.open_help(help_queries.open_help(work, g.who, half, reached=reached), work.now)

    return _answer(read)


@api.get("/new-indicators/<uuid:indicator_id>", may=policy.READS)
@api.response(200, JsonStatSchema)
@api.alt_response(304, description=KNOWN)
def show_indicator(indicator_id: UUID) -> ResponseReturnValue:
    """A defined indicator, its newest versions side by side, as JSON-stat 2.0."""

    def read(work: Work) -> Dataset:
        view = indicators.indicator(work, g.who, indicator_id)
        reached = partial(facts_reached, service())
        figures = indicators.side_by_side(work, g.who, view, reached=reached)
        locale = language()
        return views.indicator(figures, reports.names(work, locale), locale, work.now)

    return _answer(read)


@api.get("/editions", may=policy.reads_editions)
@api.arguments(EditionsQuery, location="query")
@api.response(200, EditionListSchema)
def listed(query: dict[str, Any]) -> ResponseReturnValue:
    """The editions that have been published, the newest first, with an address for each report."""

    def read(work: Work) -> Page[dict[str, Any]]:
        return paging.shown_as(queries.listed(work, PageRequest(**query)), views.edition_as_json)

    return paging.answer("editions", read_only(read))


@api.get("/editions/<month>/<report>", may=policy.reads_editions)
@api.response(200, JsonStatSchema)
@api.alt_response(304, description=KNOWN)
def edition_report(month: str, report: str) -> ResponseReturnValue:
    """A report of one edition as it was published, at an address that never changes."""
    return _answer(lambda work: _of_edition(work, month, report))


@pages.get("", may=policy.reads_editions)
def show() -> str:
    """What may be used by anybody, under which licence, and where it stands."""

    def read(work: Work) -> Page[views.EditionLinks]:
        page_request = PageRequest(cursor=request.args.get("cursor", ""), limit=12)
        return paging.shown_as(queries.listed(work, page_request), views.edition_links)

    return render_template("reporting/open_data.html", page=read_only(read), licence=LICENCE)


@pages.get("/<month>/<report>.json", may=policy.reads_editions)
def download(month: str, report: str) -> Response:
    """The same for people: a file of JSON-stat."""
    dataset = read_only(lambda work: _of_edition(work, month, report))
    answer = jsonify(json_stat(dataset))
    name = f"rinnalla-{month}-{report}.json"  # an edition's month and a report's code
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _of_edition(work: Work, month: str, report: str) -> Dataset:
    edition = queries.edition(work, month)
    of_edition = {
        "from": edition.period.first,
        "to": edition.period.last,
        "as_of": edition.published_on.isoformat(),
    }
    return _report(work, report, of_edition)


def _report(work: Work, report: str, values: Mapping[str, str]) -> Dataset:
    reached = partial(facts_reached, service())
    answer = reports.report(work, g.who, report, values, reached=reached, locale=language())
    return views.report(answer)


def _answer(read: Callable[[Work], Dataset]) -> ResponseReturnValue:
    def write(work: Work) -> Response:
        return conditional(work, lambda: jsonify(json_stat(read(work))))

    return read_only(write)
