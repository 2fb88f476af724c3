"""What can be said of a tool on the wire, and how the folder reads."""

from typing import Any

from marshmallow import Schema, fields

from services.casework.cases.queries import CaseView
from services.casework.fields import SUBJECT
from services.casework.toolkit.rules import tools_of
from services.common.codes import ToolState
from shared.web.api import Body, personal
from shared.web.fields import TODAY, Code, Day, Text, named
from shared.web.i18n import N_, language


class ToolSchema(Body):
    state = named(N_("Was it used?"), Code(ToolState, required=True))
    kept_at = named(
        N_("Where are its papers?"),
        personal(Text(most=500, load_default=""), **SUBJECT),
        hint=N_("Such as the family's folder, or with the child."),
    )
    reason = named(
        N_("Why is it not used?"),
        personal(Text(most=2000, load_default=""), **SUBJECT),
        hint=N_("Needed only when the tool is left out."),
    )
    on = named(N_("Day"), Day(load_default=None, allow_none=True), hint=TODAY)


class FolderToolSchema(Schema):
    code = fields.String(required=True)
    name = fields.String(required=True)
    mandatory = fields.Boolean(required=True)
    state = fields.String(
        required=True, allow_none=True, metadata={"description": "Empty while it is open."}
    )
    on = fields.Date(required=True, allow_none=True)
    person = fields.UUID(required=True, allow_none=True)
    kept_at = fields.String(required=True)
    reason = fields.String(required=True)


class FolderSchema(Schema):
    tools = fields.List(fields.Nested(FolderToolSchema), required=True)
    next = fields.String(allow_none=True)


def as_json(view: CaseView) -> list[dict[str, Any]]:
    """Each tool of the programme, in its order."""
    recorded = view.case.course.tools
    return [
        {
            "code": tool.code,
            "name": tool.name.said_in(language()),
            "mandatory": tool.mandatory,
            "state": fact.state if fact else None,
            "on": fact.on if fact else None,
            "person": fact.person_id if fact else None,
            "kept_at": (fact.kept_at or "") if fact else "",
            "reason": (fact.reason or "") if fact else "",
        }
        for tool in tools_of(view.programme)
        for fact in [recorded.get(tool.code)]
    ]
