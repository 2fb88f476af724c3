"""The public calendar of receptions. Nobody signs in here."""

from flask import render_template, request

from services.referral.public_times import views
from services.referral.public_times.schemas import CalendarSchema
from shared.web.api import read_only
from shared.web.pages import blank_form
from shared.web.public_forms import ANYBODY, PublicPages

pages = PublicPages("public_times", "/referral/reception")


@pages.get("", may=ANYBODY)
def show() -> str:
    """The themes; with one chosen, its free times."""
    theme, place, since = (request.args.get(name, "")[:60] for name in ("theme", "place", "since"))
    page = read_only(lambda work: views.calendar(work, theme, place, since))
    entries = blank_form(CalendarSchema, {"theme": theme, "place": place})
    return render_template("referral/public_times.html", page=page, entries=entries)
