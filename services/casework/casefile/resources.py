"""The file of a case over HTTP."""

from typing import Any
from uuid import UUID

from flask import g, render_template

from services.casework.casefile import views
from services.casework.cases import policy, queries
from services.casework.cases.texts import title
from services.common.letters import mark_read
from shared.web.api import read_only
from shared.web.pages import Pages
from shared.work import Work

pages = Pages("casefile", "/casework/cases")


@pages.get("/<uuid:case_id>", may=policy.opens)
def show(case_id: UUID) -> str:
    """One case: where it stands, what is missing, what happened last."""
    page = read_only(lambda work: views.page(work, g.who, case_id))
    mark_read(case_id)
    return render_template("casework/case.html", page=page)


@pages.get("/<uuid:case_id>/timeline", may=policy.opens)
def timeline(case_id: UUID) -> str:
    """The whole timeline, for reading and for paper."""

    def read(work: Work) -> dict[str, Any]:
        view = queries.case(work, g.who, case_id)
        return {"view": view, "title": title(view), "moments": views.moments(work, view)}

    return render_template("casework/timeline.html", **read_only(read))
