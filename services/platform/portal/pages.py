"""The pages of the front door: one's day, what is unread, the search; for strangers what it is."""

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import ServiceUnavailable

from services.common.codes import Role
from services.common.desk import LONGEST, SHORTEST
from services.common.page_frame import services
from services.platform.portal import views
from services.platform.portal.guest import guest
from shared.identity.neighbours import Neighbours
from shared.kernel.clock import Clock

RETRY = 5  # seconds


def front_pages(neighbours: Neighbours, clock: Clock) -> Blueprint:
    """`/`, `/inbox` and `/search`."""
    routes = Blueprint("front", __name__)

    @routes.get("/")
    def home() -> ResponseReturnValue:
        """What waits for who is signed in; what this is, for everybody else."""
        who = guest(neighbours, "day")
        if who.is_unknown:
            raise ServiceUnavailable(retry_after=RETRY)
        if who.reader is None:
            return render_template("portal/home.html", links=services())
        if there := who.next_sign_in():
            return redirect(there)
        page = views.my_day(who, clock)
        is_admin = Role.ADMINISTRATOR in who.reader.roles
        health = views.health(who.health()) if is_admin else []
        return render_template("portal/day.html", page=page, health=health)

    @routes.get("/inbox")
    def inbox() -> ResponseReturnValue:
        """What the reader has not read yet, in all services."""
        who = guest(neighbours, "letters")
        if who.reader is None:
            return redirect("/referral/sign-in?next=/inbox")
        if there := who.next_sign_in():
            return redirect(there)
        away = [views.name_of(name) for name in who.away]
        return render_template("portal/inbox.html", letters=views.inbox(who), away=away)

    @routes.get("/inbox/number")
    def number() -> ResponseReturnValue:
        """How many things are unread in all services, for the menu of every page."""
        return render_template("shared/_unread.html")

    @routes.route("/search", methods=["GET", "POST"])
    def search() -> ResponseReturnValue:
        """Whom or what the reader looks for; what is typed is in no address and no log."""
        who = guest(neighbours)
        if who.reader is None:
            return redirect("/referral/sign-in?next=/search", 303)
        if request.method == "GET" and (there := who.next_sign_in()):
            return redirect(there)
        text = request.form.get("text", "").strip()[:LONGEST]
        hits = who.search(text) if len(text) >= SHORTEST else {}
        return render_template(
            "portal/search.html",
            text=text,
            groups=views.results(hits),
            silent=[views.name_of(name) for name, some in hits.items() if some is None],
            is_short=request.method == "POST" and len(text) < SHORTEST,
            is_sent=len(text) >= SHORTEST,
        )

    return routes
