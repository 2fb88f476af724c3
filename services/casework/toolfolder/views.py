"""The tool folder as its page and form show it, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from flask import url_for

from services.casework.cases import queries as cases
from services.casework.cases.queries import CaseView
from services.casework.cases.texts import title
from services.casework.cases.views import forms as case_forms
from services.casework.people import names
from services.casework.texts import day
from services.casework.toolkit.events import ToolRecorded
from services.casework.toolkit.rules import tools_of
from services.common.codes import ToolState
from services.common.labels import label
from services.common.programme import Tool
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.web.i18n import gettext, language
from shared.work import Work


@dataclass(frozen=True)
class ToolLine:
    """One tool of the folder."""

    name: str
    tag: tuple[str, str]
    mandatory: bool
    note: str
    text: str
    href: str  # where it is recorded; empty when the case is closed


def page(work: Work, who: Principal, case_id: UUID) -> dict[str, Any]:
    view = cases.case(work, who, case_id)
    name, recorded = names(work), view.case.course.tools
    return {
        "case": case_id,
        "title": title(view),
        "tools": [
            _line(view, tool, recorded.get(tool.code), name) for tool in tools_of(view.programme)
        ],
    }


def tool_form(_work: Work, view: CaseView, *, code: str) -> dict[str, Any]:
    return {"name": _tool(view, code).name.said_in(language())}


def filled(_work: Work, view: CaseView, *, code: str) -> Mapping[str, object]:
    fact = view.case.course.tools.get(_tool(view, code).code)
    if fact is None:
        return {"state": ToolState.USED}
    return {"state": fact.state, "kept_at": fact.kept_at, "reason": fact.reason}


def _tool(view: CaseView, code: str) -> Tool:
    tool = next((each for each in tools_of(view.programme) if each.code == code), None)
    if tool is None:
        raise NotFound
    return tool


def _line(view: CaseView, tool: Tool, fact: ToolRecorded | None, name: Any) -> ToolLine:
    where = url_for("toolfolder.tools", case_id=view.case.id, code=tool.code)
    texts = [(fact.kept_at or ""), (fact.reason or "")] if fact else []
    person = name(str(fact.person_id)) if fact and fact.person_id else ""
    parts = [day(fact.on) if fact else "", person]
    return ToolLine(
        name=tool.name.said_in(language()),
        tag=_tag(tool, fact),
        mandatory=tool.mandatory,
        note=", ".join(part for part in parts if part),
        text="\n".join(text for text in texts if text),
        href=where if view.is_open else "",
    )


def _tag(tool: Tool, fact: ToolRecorded | None) -> tuple[str, str]:
    if fact is None:
        return (
            ("wait", gettext("Not recorded yet"))
            if tool.mandatory
            else ("idle", gettext("By need"))
        )
    kind = "done" if fact.state == ToolState.USED else "info"
    return kind, label(ToolState(fact.state), language())


forms = replace(
    case_forms, home=lambda case_id: url_for("toolfolder.show", case_id=case_id), lists=("cases",)
)
