"""The tool folder over HTTP, and its page."""

from typing import Any
from uuid import UUID

from flask import g, render_template
from flask.typing import ResponseReturnValue

from services.casework.cases import policy, queries
from services.casework.cases.domain import Case
from services.casework.cases.queries import CaseView
from services.casework.cases.resources import ROOT
from services.casework.cases.schemas import CaseSchema, as_json as case_as_json
from services.casework.toolfolder import commands, views
from services.casework.toolfolder.schemas import FolderSchema, FolderToolSchema, ToolSchema, as_json
from shared.web import paging
from shared.web.api import Blueprint, read_only
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.own_form import OwnForm
from shared.web.pages import Pages
from shared.web.paging import PageRequest, WholeQuery
from shared.work import Work

api = Blueprint("tools_api", ROOT, "Tool folders")
pages = Pages("toolfolder", "/casework/cases")

changes = Changes[CaseView, Case](
    [
        Change(
            "tools/<code>",
            commands.record_tool,
            ToolSchema,
            policy.opens,
            form=OwnForm("casework/tool.html", views.tool_form, filled=views.filled),
        )
    ],
    thing=Case,
    key="case_id",
    read=queries.case,
    state=lambda view: view.case,
)


@api.get("/<uuid:case_id>/tools", may=policy.opens)
@api.arguments(WholeQuery, location="query")
@api.alt_response(200, schema=FolderSchema)
def of_case(query: dict[str, Any], case_id: UUID) -> ResponseReturnValue:
    """The tools of a case's programme, and how each of them stands."""

    def read(work: Work) -> list[dict[str, Any]]:
        return as_json(queries.case(work, g.who, case_id))

    listed = FolderToolSchema(many=True).dump(read_only(read))
    part = paging.after(listed, lambda each: str(each["code"]), PageRequest(**query))
    return paging.answer("tools", part)


@pages.get("/<uuid:case_id>/tools", may=policy.opens)
def show(case_id: UUID) -> str:
    """The tool folder: what was used, where it is kept, and what is still open."""
    return render_template(
        "casework/tools.html", **read_only(lambda work: views.page(work, g.who, case_id))
    )


changes.serve(api, schema=CaseSchema, body=lambda _, view: case_as_json(view))
serve_forms(changes, pages, "/<uuid:case_id>", views.forms)
