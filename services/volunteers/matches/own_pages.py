"""A support person's own page: made for a phone, and only about their own matches."""

from flask import Blueprint, g, render_template

from services.volunteers.matches import own
from shared.web.api import read_only

pages = Blueprint("me", __name__, url_prefix="/volunteers")


@pages.get("/me")
def show() -> str:
    page = read_only(lambda work: own.own(work, g.who))
    return render_template("volunteers/me.html", page=page, problem="")
