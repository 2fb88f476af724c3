"""The page of a case's summaries."""

from uuid import UUID

from flask import g, render_template

from services.casework.cases import policy
from services.casework.summarybook import views
from shared.web.api import read_only
from shared.web.pages import Pages

pages = Pages("summarybook", "/casework/cases")


@pages.get("/<uuid:case_id>/summaries", may=policy.opens)
def show(case_id: UUID) -> str:
    """The summaries of a case, and when the next is due."""
    page = read_only(lambda work: views.of_case(work, g.who, case_id))
    return render_template("casework/summaries.html", **page)
