"""The file of a case over HTTP."""

from typing import Any
from uuid import UUID

from flask import g, render_template, url_for

from services.casework.casefile import views
from services.casework.cases import policy, queries
from services.casework.cases.texts import title
from services.casework.inbox import queries as inbox
from services.casework.summarybook import views as summarybook
from services.common.letters import mark_read
from shared.web.api import read_only
from shared.web.pages import Pages
from shared.web.paging import newest_skipped
from shared.work import Work

SHOWN = 50  # moments on a page
pages = Pages("casefile", "/casework/cases")


@pages.get("/<uuid:case_id>", may=policy.opens)
def show(case_id: UUID) -> str:
    """One case: where it stands, what is missing, what happened last."""
    page = read_only(lambda work: views.page(work, g.who, case_id))
    mark_read(case_id, due=inbox.due_in(page.view))
    summaries = read_only(lambda work: summarybook.latest(work, g.who, page.view))
    return render_template("casework/case.html", page=page, summaries=summaries)


@pages.get("/<uuid:case_id>/timeline", may=policy.opens)
def timeline(case_id: UUID) -> str:
    """The whole timeline, for reading and for paper."""

    def read(work: Work) -> dict[str, Any]:
        view = queries.case(work, g.who, case_id)
        moments, first = views.moments(work, g.who, view), newest_skipped()
        return {
            "view": view,
            "title": title(view),
            "moments": moments[first : first + SHOWN],
            "later": _at(case_id, first - SHOWN) if first else "",
            "earlier": _at(case_id, first + SHOWN) if first + SHOWN < len(moments) else "",
        }

    return render_template("casework/timeline.html", **read_only(read))


def _at(case_id: UUID, first: int) -> str:
    params: dict[str, Any] = {"from": max(first, 0)}
    return url_for(".timeline", case_id=case_id, **params)
