"""Reports over HTTP: as JSON, CSV or XLSX by what the caller prefers, as pages and their files."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from flask import Response, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from services.reporting.conditional_get import conditional
from services.reporting.editions.queries import facts_reached
from services.reporting.figures import policy
from services.reporting.reports import queries, views
from services.reporting.reports.queries import ReportAnswer
from services.reporting.reports.schemas import (
    COLUMNS,
    ReportQuerySchema,
    ReportSchema,
    labels,
    report_as_json,
    report_as_rows,
)
from shared.kernel.aggregate import Invalid, NotFound
from shared.web.api import Blueprint, read_only, service
from shared.web.i18n import language
from shared.web.pages import Pages
from shared.web.parts import Form
from shared.web.problems import say
from shared.web.spreadsheets import (
    CSV,
    FOR_PEOPLE,
    FOR_PROGRAMS,
    XLSX,
    Dialect,
    as_csv,
    as_xlsx,
)
from shared.work import Work

api = Blueprint("reports_api", "/reporting/api/v1", "Reports", shows_people=False)
pages = Pages("reports", "/reporting", shows_people=False)
JSON = "application/json"
FILTERS = ("from", "to", "as_of", "municipality", "programme")
FILE = {"type": "string", "format": "binary"}
ENDINGS = {"csv": CSV, "xlsx": XLSX}


@api.get("/reports/<report>", may=policy.READS)
@api.arguments(ReportQuerySchema, location="query")
@api.response(200, ReportSchema)
@api.alt_response(200, schema={"type": "string"}, content_type=CSV)
@api.alt_response(200, schema=FILE, content_type=XLSX)
@api.alt_response(304, description="As the If-None-Match says that it is known.")
def show(_data: dict[str, Any], report: str) -> ResponseReturnValue:
    """A report over whole months: the editions in force, or live for one's own organisation."""

    def read(work: Work) -> Response:
        answer = _answer(work, report, request.args)
        wanted = request.accept_mimetypes.best_match([JSON, CSV, XLSX], JSON)
        if wanted != JSON:
            return _file(answer, wanted, COLUMNS, FOR_PROGRAMS)
        return jsonify(report_as_json(answer, queries.changes(work, answer)))

    return read_only(lambda work: conditional(work, lambda: read(work)))


@pages.get("/reports/<report>", may=policy.READS, endpoint="show")
def page(report: str) -> ResponseReturnValue:
    """One report; what is wrong with a filter is said above the usual one."""
    chosen = {name: request.args.get(name, "") for name in FILTERS}
    try:
        return _page(report, chosen, Form.of(chosen))
    except Invalid as wrong:
        problem = say(wrong)
        return _page(report, {}, Form.of(chosen, {wrong.code: [problem]}), problem), 422


@pages.get("/reports/<report>.<ending>", may=policy.READS)
def download(report: str, ending: str) -> Response:
    """The same report as a file for people: columns and decimals in their language."""
    if ending not in ENDINGS:
        raise NotFound
    kind, dialect = ENDINGS[ending], FOR_PEOPLE[language()]

    def read(work: Work) -> Response:
        return _file(_answer(work, report, request.args), kind, labels(), dialect)

    return read_only(read)


def _answer(work: Work, report: str, values: Mapping[str, str]) -> ReportAnswer:
    return queries.report(
        work,
        g.who,
        report,
        values,
        reached=partial(facts_reached, service()),
        locale=language(),
    )


def _file(answer: ReportAnswer, kind: str, columns: Sequence[str], dialect: Dialect) -> Response:
    """The report as a file of that media type."""
    rows = report_as_rows(answer)
    if kind == CSV:
        content, ending = as_csv(columns, rows, dialect), "csv"
    else:
        content, ending = as_xlsx(columns, rows), "xlsx"
    period = answer.query.period
    name = f"rinnalla-{answer.query.report}-{period.first}-{period.last}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=kind, headers=headers)


def _page(report: str, chosen: Mapping[str, str], entries: Form, problem: str = "") -> str:
    def read(work: Work) -> views.ReportPage:
        answer = _answer(work, report, chosen)
        return views.report_page(answer, queries.changes(work, answer), chosen=chosen)

    page = read_only(read)
    return render_template(
        "reporting/report.html",
        page=page,
        report=report,
        entries=entries if problem else Form.of(page.filters.chosen),
        problem=problem,
    )
