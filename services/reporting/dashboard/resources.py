"""The dashboard's page, and the live totals for programs."""

from functools import cache, partial
from typing import Any

from flask import Response, g, jsonify, render_template
from flask.typing import ResponseReturnValue

from services.common import catalogue
from services.reporting.conditional_get import conditional
from services.reporting.dashboard import views
from services.reporting.dashboard.queries import live_totals
from services.reporting.dashboard.schemas import (
    LiveTotalsQuerySchema,
    LiveTotalsSchema,
    live_totals_as_json,
)
from services.reporting.editions.queries import facts_reached
from services.reporting.figures import policy
from services.reporting.figures.domain import Report
from services.reporting.figures.texts import report_name
from services.reporting.reports.queries import names, reading
from shared.web.api import Blueprint, read_only, service
from shared.web.i18n import gettext, language
from shared.web.pages import Pages
from shared.work import Work

api = Blueprint("live_totals_api", "/reporting/api/v1", "Live totals", shows_people=False)
pages = Pages("dashboard", "/reporting", shows_people=False)


@api.get("/now", may=policy.reads_live_totals)
@api.arguments(LiveTotalsQuerySchema, location="query")
@api.response(200, LiveTotalsSchema)
@api.alt_response(304, description="As the If-None-Match says that it is known.")
def show(_data: dict[str, Any]) -> ResponseReturnValue:
    """Totals by programme: of the region as on Monday, to the nearest five; of one's own exact."""

    def read(work: Work) -> Response:
        totals = live_totals(work, g.who, reached=partial(facts_reached, service()))
        return jsonify(live_totals_as_json(totals, names(work, language())))

    return read_only(lambda work: conditional(work, lambda: read(work)))


@pages.get("/", may=policy.READS)
def front() -> str:
    """The last twelve months at a glance."""
    reports = [(str(report), report_name(report)) for report in Report]
    return render_template("reporting/dashboard.html", page=read_only(_dashboard), reports=reports)


def _dashboard(work: Work) -> views.Dashboard:
    reached = cache(partial(facts_reached, service()))  # both parts of the page say the same
    figures, totals = reading(work, g.who, reached=reached), None
    if policy.reads_live_totals.access.admits(g.who):
        totals = live_totals(work, g.who, reached=reached)
    home = gettext("The region")
    if figures.is_live and g.who.organisation:
        own = catalogue.organisation(work.db, g.who.organisation)
        home = own.name if own else home
    return views.dashboard(figures, totals, names=names(work, language()), home=home)
