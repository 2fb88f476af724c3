"""The book of a case: all that was written of it, and writing in it."""

from typing import Any
from uuid import UUID

from flask import g, render_template, request

from services.casework.book import views
from services.casework.cases.domain import Case
from services.casework.entries import policy
from services.casework.entries.resources import record_entry
from services.casework.entries.schemas import EntryForm
from services.casework.visits import queries as visits
from services.casework.visits.policy import VisitedView
from shared.web.api import read_only
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.own_form import OwnForm
from shared.web.pages import Pages
from shared.web.paging import newest_skipped
from shared.work import Work

pages = Pages("book", "/casework/cases")


def record_by_form(work: Work, case_id: UUID, *, kind: str, **data: Any) -> tuple[UUID, int]:
    """Write one entry, of the kind that the address names."""
    view = visits.visited(work, g.who, case_id)
    return record_entry(work, case_id, kind=views.kind_of(work, g.who, view, kind), **data)


changes = Changes[VisitedView, VisitedView](
    [
        Change(
            "entries/new/<kind>",
            record_by_form,
            EntryForm,
            policy.writes,
            adds=True,
            is_offered=False,
            form=OwnForm("casework/entry.html", views.new_form, filled=views.fresh),
        )
    ],
    thing=Case,
    key="case_id",
    read=visits.visited,
    state=lambda view: view,
)


@pages.get("/<uuid:case_id>/book", may=policy.writes)
def show(case_id: UUID) -> str:
    """The book, by its days, the newest first."""
    only = request.args.get("only", "")
    first = newest_skipped()
    book = read_only(lambda work: views.book(work, g.who, case_id, only=only, first=first))
    return render_template("casework/book.html", book=book)


serve_forms(changes, pages, "/<uuid:case_id>", views.forms)
