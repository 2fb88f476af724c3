"""The page of a plan."""

from uuid import UUID

from flask import g, render_template

from services.casework.cases import policy
from services.casework.planbook import views
from shared.web.api import read_only
from shared.web.pages import Pages

pages = Pages("planbook", "/casework/cases")


@pages.get("/<uuid:case_id>/plan", may=policy.opens)
def show(case_id: UUID) -> str:
    """All of the plan, and where each part is put right."""
    return render_template(
        "casework/plan.html", **read_only(lambda work: views.page(work, g.who, case_id))
    )
