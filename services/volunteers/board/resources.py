"""The page of the pipeline."""

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.common.codes import Role
from services.volunteers.board import views as boards
from services.volunteers.people import policy
from shared.web.access_log import note_links
from shared.web.api import read_only
from shared.web.pages import Pages

pages = Pages("board", "/volunteers")


@pages.get("/", may=policy.reads)
def show() -> ResponseReturnValue:
    """The way from applicant to active; a support person's own page for who is one."""
    if not g.who.has(Role.NGO_COORDINATOR, Role.NGO_WORKER, Role.VETTING_CONTACT):
        return redirect(url_for("me.own"))
    chosen = {name: request.args.get(name, "") for name in ("stage", "cursor")}
    page = read_only(lambda work: boards.board(work, g.who, **chosen))
    note_links(card.href for card in page.shown)
    return render_template("volunteers/board.html", page=page)
