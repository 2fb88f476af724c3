"""The JSON API of reports; the same figures as CSV and XLSX where the caller prefers these."""

from collections.abc import Mapping
from typing import Any

from flask import Response, g, jsonify, request
from flask.typing import ResponseReturnValue

from services.reporting.editions.commands import reached_now
from services.reporting.editions.events import Reached
from services.reporting.reports import answers, files
from services.reporting.reports.asked import Asked, Report, as_of, asked
from services.reporting.reports.now import Now, now
from services.reporting.reports.queries import Change, Reading, changes, names, reading
from services.reporting.reports.schemas import (
    AskedSchema,
    NowAskedSchema,
    NowSchema,
    ReportSchema,
)
from services.reporting.reports.unchanged import unless_unchanged
from shared.api import Blueprint, look, service
from shared.i18n import language
from shared.problems import NotFound
from shared.work import Work

JSON = "application/json"
FILE = {"type": "string", "format": "binary"}
api = Blueprint(
    "reports_api", __name__, url_prefix="/reporting/api/v1", description="Reports and live totals"
)


@api.get("/reports/<report>")
@api.arguments(AskedSchema, location="query")
@api.response(200, ReportSchema)
@api.alt_response(200, schema={"type": "string"}, content_type=files.CSV)
@api.alt_response(200, schema=FILE, content_type=files.XLSX)
@api.alt_response(304, description="As the If-None-Match says that it is known.")
def show(_asked: dict[str, Any], report: str) -> ResponseReturnValue:
    """A report over whole months: the editions in force, or live for one's own organisation."""

    def read(work: Work) -> Response:
        found, wish = read_report(work, report, request.args)
        called = names(work, language())
        wanted = request.accept_mimetypes.best_match([JSON, files.CSV, files.XLSX], JSON)
        if wanted != JSON:
            return as_file(found, wish, called, wanted)
        body = answers.as_json(found, wish, names=called, changes=what_changed(work, found, wish))
        return jsonify(body)

    return look(lambda work: unless_unchanged(work, lambda: read(work)))


@api.get("/now")
@api.arguments(NowAskedSchema, location="query")
@api.response(200, NowSchema)
@api.alt_response(304, description="As the If-None-Match says that it is known.")
def show_now(_asked: dict[str, Any]) -> ResponseReturnValue:
    """Live totals by programme: of the region under 5 as `<5`, of one's own as they are."""

    def read(work: Work) -> Response:
        return jsonify(answers.now_as_json(read_now(work), names(work, language())))

    return look(lambda work: unless_unchanged(work, lambda: read(work)))


def read_report(work: Work, name: str, said: Mapping[str, str]) -> tuple[Reading, Asked]:
    """What is asked for and what answers it; raises `NotFound` for a report that is none."""
    if name not in list(Report):
        raise NotFound
    day = as_of(said, today=work.today)
    found = reading(work, g.who, reached=reached, as_of=day)
    return found, asked(work.db, Report(name), said, usual=found.usual)


def read_now(work: Work) -> Now:
    return now(work, g.who, reached=reached)


def what_changed(work: Work, found: Reading, wish: Asked) -> list[Change]:
    return changes(work, found, wish)


def as_file(found: Reading, wish: Asked, called: Mapping[str, str], kind: str) -> Response:
    """The report as a file of that media type."""
    rows = answers.as_table(found, wish, called)
    write, ending = (files.as_csv, "csv") if kind == files.CSV else (files.as_xlsx, "xlsx")
    name = f"rinnalla-{wish.report}-{wish.period.first}-{wish.period.last}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(write(answers.COLUMNS, rows), mimetype=kind, headers=headers)


def reached() -> tuple[Reached, ...]:
    """How far this service's facts have come."""
    return reached_now(service())
