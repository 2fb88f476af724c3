"""The pages of logged visits."""

from typing import Any
from uuid import UUID

from flask import g, render_template, request
from marshmallow import Schema

from services.casework.fields import ReasonSchema
from services.casework.visitbook import views
from services.casework.visiting.views import CorrectionForm, is_supporter, values_of
from services.casework.visits import commands, policy, queries
from services.casework.visits.domain import Visit
from services.casework.visits.policy import VisitView
from shared.web.api import read_only, uuid_of
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.own_form import OwnForm
from shared.web.pages import Pages
from shared.work import Work

pages = Pages("visitbook", "/casework/visits")


def correct_by_form(work: Work, visit_id: UUID, *, reason: str, **data: Any) -> None:
    """Say what holds instead, as the whole form says it."""
    commands.correct(work, visit_id, reason=reason, **values_of(data))


def _row(name: str, command: Any, schema: type[Schema], form: OwnForm[VisitView]) -> Change[Any]:
    return Change(name, command, schema, policy.corrects, form=form, is_offered=False)


changes = Changes[VisitView, VisitView](
    [
        _row(
            "correction",
            correct_by_form,
            CorrectionForm,
            OwnForm("casework/visit_correction.html", views.correction, filled=views.filled),
        ),
        _row(
            "entered-in-error",
            commands.enter_in_error,
            ReasonSchema,
            OwnForm("casework/visit_error.html"),
        ),
    ],
    thing=Visit,
    key="visit_id",
    read=queries.visit,
    state=lambda view: view,
)


@pages.get("/", may=policy.logs)
def mine() -> str:
    """The reader's own visits; those of one case for its people."""
    case_id = uuid_of(request.args.get("case", ""))

    def read(work: Work) -> dict[str, Any]:
        if case_id is None or is_supporter():
            return {"lines": views.own(work, g.who), "case": "", "title": ""}
        title, lines = views.of_case(work, g.who, case_id)
        return {"lines": lines, "case": str(case_id), "title": title}

    return render_template("casework/visits.html", is_supporter=is_supporter(), **read_only(read))


@pages.get("/<uuid:visit_id>", may=policy.reads)
def show(visit_id: UUID) -> str:
    """One visit, and how it was corrected."""
    page = read_only(lambda work: views.page(work, g.who, visit_id))
    return render_template("casework/visit_page.html", page=page)


serve_forms(changes, pages, "/<uuid:visit_id>", views.forms)
