"""A support person's calendar: made and withdrawn on their pages, read by its secret address."""

from flask import Response, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from services.common.calendars.making import TYPE, calendar
from services.common.codes import Role
from services.volunteers.calendar_links import commands, queries
from services.volunteers.calendar_links.domain import CalendarLink
from services.volunteers.own_calendar import views
from services.volunteers.own_expenses.views import myself
from shared.identity.access import allow
from shared.kernel.aggregate import NotFound
from shared.web.api import execute, read_only, service
from shared.web.i18n import gettext
from shared.web.pages import Pages
from shared.web.public_forms import ANYBODY, PublicPages, new_key
from shared.web.rates import take_guess
from shared.work import Actor, Work

OWN = allow(Role.SUPPORT_PERSON)
READER = "calendar"  # who reads, in the access log's words: no person, a calendar
pages = Pages("own_calendar", "/volunteers/me/calendar")
public = PublicPages("calendar", "/volunteers/calendar")


@pages.get("", may=OWN)
def show() -> str:
    """Whether the reader's calendar has an address, and how to make one."""
    return _page("")


@pages.post("", may=OWN)
def make() -> str:
    """Make a new address; it is shown this once."""
    code = execute(lambda work: commands.make(work, myself(work, g.who), key=new_key()))
    return _page(url_for("calendar.read", secret=code, _external=True))


@pages.post("/withdrawal", may=OWN)
def withdraw() -> ResponseReturnValue:
    """Let nobody read the calendar any more."""
    execute(lambda work: commands.withdraw(work, myself(work, g.who)))
    flash(gettext("The address leads nowhere any more."), "done")
    return redirect(url_for("own_calendar.show"), 303)


@public.get("/<secret>.ics", may=ANYBODY)
def read(secret: str) -> Response:
    """The calendar behind a secret address."""
    try:
        person, organisation = read_only(lambda work: queries.owner(work, secret))
    except NotFound:
        take_guess()
        raise
    with service().read_only(Actor(READER, organisation)) as work:
        made = calendar("Rinnalla", views.entries(work, person), now=work.now)
    headers = {"Content-Disposition": 'attachment; filename="rinnalla.ics"'}
    return Response(made, mimetype=TYPE, headers=headers)


def _page(address: str) -> str:
    def has_link(work: Work) -> bool:
        return bool(work.load(CalendarLink(myself(work, g.who)))[0].digest)

    return render_template(
        "volunteers/own_calendar.html", address=address, has_link=read_only(has_link)
    )
