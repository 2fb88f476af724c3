"""Hours of pair work over HTTP: sums on a page, and each meeting for programs."""

from typing import Any

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from services.referral.pairwork import policy
from services.referral.pairwork_hours import queries, views
from services.referral.pairwork_hours.schemas import HoursListSchema, held_json
from shared.web import paging
from shared.web.api import Blueprint, read_only
from shared.web.pages import Pages
from shared.web.paging import Page, PageRequest, WholeQuery
from shared.work import Work

api = Blueprint(
    "pairwork_hours_api",
    "/referral/api/v1/pair-work-hours",
    "Pair work",
    shows_people=False,
)
pages = Pages("pairwork_hours", "/referral/professionals/pair-work-hours", shows_people=False)


@api.get("", may=policy.counts)
@api.arguments(WholeQuery, location="query")
@api.response(200, HoursListSchema)
def listed(query: dict[str, Any]) -> ResponseReturnValue:
    """Each meeting that was held with a pair, with the minutes of both sides."""

    def read(work: Work) -> Page[dict[str, Any]]:
        return paging.shown_as(queries.held(work, g.who, PageRequest(**query)), held_json)

    return paging.answer("hours", read_only(read))


@pages.get("", may=policy.lists)
def show_hours() -> str:
    """What a year of pair work took of both sides' employers."""
    page = read_only(lambda work: views.hours(work, g.who, _chosen_year()))
    return render_template("referral/pairwork_hours.html", page=page)


def _chosen_year() -> int | None:
    year = request.args.get("year", "")
    is_year = year.isascii() and year.isdigit() and len(year) == len("2026")
    return int(year) if is_year else None
