"""The public pages and calendars of open events. Nobody signs in here."""

from uuid import UUID

from flask import Response, make_response, render_template, request

from services.common.calendars.making import TYPE
from services.referral.open_events import views
from services.referral.open_events.schemas import ChosenSchema
from shared.web import public_forms
from shared.web.api import read_only
from shared.web.pages import blank_form
from shared.web.public_forms import ANYBODY, PublicPages

pages = PublicPages("open_events", "/referral/open-events")


@pages.get("", may=ANYBODY)
def show_list() -> str:
    """What is to come, by theme and place."""
    public_forms.same_for_all()
    theme, place = _chosen()
    cursor = request.args.get("cursor", "")
    page = read_only(lambda work: views.listed(work, theme, place, cursor))
    chosen = blank_form(ChosenSchema, {"theme": theme, "place": place})
    return render_template("referral/open_events.html", page=page, chosen=chosen)


@pages.get("/calendar.ics", may=ANYBODY)
def calendar() -> Response:
    """The same for a calendar, such as a municipality's own."""
    public_forms.same_for_all()
    theme, place = _chosen()
    return _file(read_only(lambda work: views.calendar(work, views.fitting(work, theme, place))))


@pages.get("/<uuid:happening_id>", may=ANYBODY)
def show(happening_id: UUID) -> str:
    """What it is, when and where."""
    public_forms.same_for_all()
    page = read_only(lambda work: views.page(work, happening_id))
    return render_template("referral/open_event.html", page=page)


@pages.get("/<uuid:happening_id>/calendar.ics", may=ANYBODY)
def calendar_of(happening_id: UUID) -> Response:
    """Its days for one's own calendar."""
    public_forms.same_for_all()
    return _file(read_only(lambda work: views.calendar_of(work, happening_id)))


def _chosen() -> tuple[str, str]:
    theme, place = (request.args.get(name, "")[:20] for name in ("theme", "place"))
    return theme, place


def _file(body: bytes) -> Response:
    answer = make_response(body)
    answer.headers["Content-Type"] = f"{TYPE}; charset=utf-8"
    answer.headers["Content-Disposition"] = 'attachment; filename="rinnalla.ics"'
    return answer
