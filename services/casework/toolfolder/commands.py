"""Recording how the tools of a case stand."""

from uuid import UUID

from services.casework.cases.commands import programme_of
from services.casework.cases.domain import Case
from services.casework.cases.events import CaseEvent
from services.casework.toolkit import rules
from services.common.codes import ToolState
from services.common.identifying import check_tells_no_place
from shared.work import Work


def record_tool(
    work: Work,
    case_id: UUID,
    *,
    code: str,
    state: ToolState,
    kept_at: str = "",
    reason: str = "",
) -> None:
    """Say that a tool was used and where its papers are, or why it is left out."""
    programme = programme_of(work, case_id)

    def decide(case: Case) -> list[CaseEvent]:
        hidden = case.person.non_disclosure
        check_tells_no_place(kept_at, non_disclosure=hidden, field="kept_at")
        check_tells_no_place(reason, non_disclosure=hidden, field="reason")
        decided = rules.record(
            programme,
            case.during(work.on).course.tools,
            case_id=case_id,
            subject_id=case.person.subject_id,
            code=code,
            state=state,
            person_id=UUID(work.actor.id),
            on=work.on,
            kept_at=kept_at,
            reason=reason,
        )
        return [*decided]

    work.change(Case(case_id), decide)
