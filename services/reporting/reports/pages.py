"""The pages of reporting: the dashboard, and each report with its filters and files."""

from collections.abc import Mapping

from flask import Blueprint, Response, g, render_template, request
from flask.typing import ResponseReturnValue

from services.common import catalogue
from services.common.codes import Role
from services.reporting.reports import api, files, views
from services.reporting.reports.asked import Report
from services.reporting.reports.dashboard import Dashboard, dashboard
from services.reporting.reports.now import now
from services.reporting.reports.queries import OWN, names, reading
from services.reporting.reports.wording import report_name
from shared.kernel.aggregate import Invalid, NotFound
from shared.web.api import read_only
from shared.web.i18n import gettext, language
from shared.web.parts import Form
from shared.web.problems import say
from shared.work import Work

pages = Blueprint("reports", __name__, url_prefix="/reporting")
FIELDS = ("from", "to", "as_of", "municipality", "programme")
KINDS = {"csv": files.CSV, "xlsx": files.XLSX}
SEES_NOW = (*OWN, Role.REGIONAL_COORDINATOR)


@pages.get("/")
def front() -> str:
    """The last twelve months at a glance."""
    return render_template(
        "reporting/dashboard.html", page=read_only(_dashboard), reports=_reports()
    )


@pages.get("/reports/<report>")
def show(report: str) -> ResponseReturnValue:
    """One report; what is wrong with a filter is said above the usual one."""
    chosen = {name: request.args.get(name, "") for name in FIELDS}
    try:
        return _page(report, chosen, Form.of(chosen))
    except Invalid as wrong:
        problem = say(wrong)
        return _page(report, {}, Form.of(chosen, {wrong.code: [problem]}), problem), 422


@pages.get("/reports/<report>.<ending>")
def download(report: str, ending: str) -> Response:
    """The same report as a file."""
    if ending not in KINDS:
        raise NotFound

    def read(work: Work) -> Response:
        found, wish = api.read_report(work, report, request.args)
        return api.as_file(found, wish, names(work, language()), KINDS[ending])

    return read_only(read)


def _page(report: str, chosen: Mapping[str, str], entries: Form, problem: str = "") -> str:
    def read(work: Work) -> views.ReportPage:
        found, wish = api.read_report(work, report, chosen)
        changed = api.what_changed(work, found, wish)
        return views.report_page(work, found, wish, chosen=chosen, changes=changed)

    page = read_only(read)
    typed = entries if problem else Form.of(page.filters.chosen)
    return render_template(
        "reporting/report.html",
        page=page,
        report=report,
        entries=typed,
        problem=problem,
        reports=_reports(),
    )


def _dashboard(work: Work) -> Dashboard:
    found = reading(work, g.who, reached=api.reached)
    live = now(work, g.who, reached=api.reached) if g.who.has(*SEES_NOW) else None
    home = gettext("The region")
    if found.is_live and g.who.organisation:
        own = catalogue.organisation(work.db, g.who.organisation)
        home = own.name if own else home
    return dashboard(work, found, live, home=home)


def _reports() -> list[tuple[str, str]]:
    return [(str(report), report_name(report)) for report in Report]
