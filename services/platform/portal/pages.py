"""The pages of the front door: one's day, what is unread, the search; for strangers what it is."""

from dataclasses import dataclass

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


@dataclass(frozen=True)
class Front:
    """The front door's pages, made of what the services say of their reader."""

    neighbours: Neighbours
    clock: Clock

    def home(self) -> ResponseReturnValue:
        """What waits for who is signed in; what this is, for everybody else."""
        who = guest(self.neighbours, "day")
        if who.is_unknown:
            raise ServiceUnavailable(retry_after=RETRY)
        if who.reader is None:
            return render_template("portal/home.html", links=services())
        if there := who.next_sign_in():
            return redirect(there)
        page = views.my_day(who, self.clock)
        is_admin = Role.ADMINISTRATOR in who.reader.roles
        health = views.health(who.health()) if is_admin else []
        return render_template("portal/day.html", page=page, health=health)

    def inbox(self) -> ResponseReturnValue:
        """What the reader has not read yet, in all services."""
        who = guest(self.neighbours, "letters")
        if who.reader is None:
            return redirect("/referral/sign-in?next=/inbox")
        if there := who.next_sign_in():
            return redirect(there)
        away = [views.name_of(name) for name in who.away]
        return render_template("portal/inbox.html", letters=views.inbox(who), away=away)

    @staticmethod
    def number() -> ResponseReturnValue:
        """How many things are unread in all services, for the menu of every page."""
        return render_template("shared/_unread.html")

    def search(self) -> ResponseReturnValue:
        """Whom or what the reader looks for; what is typed is in no address and no log."""
        who = guest(self.neighbours)
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


def front_pages(neighbours: Neighbours, clock: Clock) -> Blueprint:
    """`/`, `/inbox` and `/search`."""
    front, routes = Front(neighbours, clock), Blueprint("front", __name__)
    routes.get("/")(front.home)
    routes.get("/inbox")(front.inbox)
    routes.get("/inbox/number")(front.number)
    routes.route("/search", methods=["GET", "POST"])(front.search)
    return routes
