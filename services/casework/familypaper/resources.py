"""The paper of a case's family."""

from uuid import UUID

from flask import g, render_template, request
from flask_babel import force_locale

from services.casework.cases import policy
from services.casework.familypaper import views
from shared.web.api import read_only
from shared.web.pages import Pages
from shared.web.shell import LANGUAGE_NAMES

pages = Pages("familypaper", "/casework/cases")


@pages.get("/<uuid:case_id>/family-paper", may=policy.opens)
def show(case_id: UUID) -> str:
    """What the family takes home, in its own language."""
    chosen = request.args.get("language", "")
    with force_locale(chosen if chosen in LANGUAGE_NAMES else "fi"):
        paper = read_only(lambda work: views.paper(work, g.who, case_id))
        return render_template("casework/family_paper.html", paper=paper)
