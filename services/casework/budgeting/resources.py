"""The budget of a case over HTTP, and its form. It belongs to the case, as its ETag does."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import g, url_for

from services.casework.budgeting import commands
from services.casework.budgeting.queries import budget
from services.casework.budgeting.schemas import BudgetSchema, CaseBudgetSchema
from services.casework.budgets.rules import Spending
from services.casework.cases import policy, queries
from services.casework.cases.domain import Case
from services.casework.cases.queries import CaseView
from services.casework.cases.resources import ROOT
from services.casework.cases.schemas import CaseSchema, as_json
from services.casework.cases.views import forms as case_forms
from shared.web.api import Blueprint, read_only
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.own_form import OwnForm
from shared.web.pages import Pages
from shared.work import Work

api = Blueprint("budgets_api", ROOT, "Budgets of cases")
pages = Pages("budgeting", "/casework/cases")

changes = Changes[CaseView, Case](
    [
        Change(
            "budget",
            commands.agree,
            BudgetSchema,
            policy.coordinates,
            form=OwnForm("casework/budget.html"),
        )
    ],
    thing=Case,
    key="case_id",
    read=queries.case,
    state=lambda view: view.case,
)
forms = replace(
    case_forms, home=lambda case_id: url_for("book.show", case_id=case_id), lists=("cases",)
)


@api.get("/<uuid:case_id>/budget", may=policy.opens)
@api.response(200, CaseBudgetSchema)
def of_case(case_id: UUID) -> dict[str, Any]:
    """The case's budget, and what was spent of it in the book and at visits."""

    def read(work: Work) -> Spending | None:
        return budget(work, queries.case(work, g.who, case_id).case)

    return {"budget": read_only(read)}


changes.serve(api, schema=CaseSchema, body=lambda _, view: as_json(view), beside=True)
serve_forms(changes, pages, "/<uuid:case_id>", forms)
