"""Which tools a programme has, and how each of them stands in a case: pure rules.

Some tools belong to every support and some are chosen. One that belongs is used, or left out for
a reason that is kept; until then it is open, and the folder says so where a phase ends.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from services.casework.toolkit.events import ToolRecorded
from services.common.codes import ToolState
from services.common.programme import Phase, Programme, Tool
from shared.kernel.aggregate import Invalid

Recorded = Mapping[str, ToolRecorded]


def tools_of(programme: Programme) -> list[Tool]:
    """Each tool once, in the order of phases and tasks."""
    listed = [tool for phase in programme.phases for tool in _of(phase)]
    return list({tool.code: tool for tool in listed}.values())


def still_open(phase: Phase | None, recorded: Recorded) -> list[Tool]:
    """Tools of the phase that belong to every support, of which nothing is recorded yet."""
    return [
        tool
        for tool in (_of(phase) if phase else ())
        if tool.mandatory and tool.code not in recorded
    ]


def record(
    programme: Programme,
    recorded: Recorded,
    *,
    case_id: UUID,
    subject_id: UUID,
    code: str,
    state: ToolState,
    person_id: UUID | None,
    on: date,
    kept_at: str = "",
    reason: str = "",
) -> list[ToolRecorded]:
    """Say how a tool stands; nothing where that was said already."""
    if code not in {tool.code for tool in tools_of(programme)}:
        raise Invalid("The programme has no tool %(tool)s.", code="no_such_tool", tool=code)
    if state is ToolState.LEFT_OUT and not reason.strip():
        raise Invalid("Say why the tool is not used.", code="reason", missing=["reason"])
    is_used = state is ToolState.USED
    fact = ToolRecorded(
        case_id=case_id,
        subject_id=subject_id,
        code=code,
        state=state,
        person_id=person_id,
        on=on,
        kept_at=kept_at.strip() if is_used else "",
        reason="" if is_used else reason.strip(),
    )
    return [] if recorded.get(code) == fact else [fact]


def _of(phase: Phase) -> Sequence[Tool]:
    return [tool for task in phase.tasks for tool in task.tools]
