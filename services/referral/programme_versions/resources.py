"""Programmes as whoever makes them sees them: the list with drafts, and each one's versions."""

from flask import g, render_template

from services.referral.programme_drafts.policy import begins
from services.referral.programme_versions import views
from shared.web.api import read_only
from shared.web.pages import Pages

pages = Pages("programme_versions", "/referral/directory/programmes", shows_people=False)


@pages.get("", may=begins)
def listed() -> str:
    """Every programme, and the reader's drafts."""
    page = read_only(lambda work: views.listed(work, g.who))
    return render_template("referral/programmes.html", page=page)


@pages.get("/<code>/versions", may=begins)
def show(code: str) -> str:
    """A programme's versions: who published each, when, and what it changed."""
    page = read_only(lambda work: views.versions(work, g.who, code))
    return render_template("referral/programme_versions.html", page=page, code=code)
