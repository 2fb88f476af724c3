"""Who writes a summary, and who approves it: pure rules over a principal and its case.

Whoever may open the case writes; a coordinator of the provider approves. An approver who wrote it
too is written down as such: in a small team there may be nobody else.
"""

from dataclasses import dataclass

from services.casework.cases import policy as cases
from services.casework.cases.domain import Case
from services.casework.summaries.domain import Summary
from services.common.codes import Role
from shared.identity.principals import Principal
from shared.web.permission import permission


@dataclass(frozen=True)
class SummaryView:
    """One summary before one reader."""

    case: Case
    summary: Summary
    version: int


@permission(Role.NGO_COORDINATOR, Role.NGO_WORKER)
def writes(principal: Principal, view: SummaryView) -> bool:
    """The case's team, and whoever coordinates it."""
    if not cases.opens.allows(principal, view.case):
        return False
    period = view.summary.period
    return period is None or cases.reads_note(principal, view.case, period.until, is_summary=True)


@permission(Role.NGO_COORDINATOR)
def approves(principal: Principal, view: SummaryView) -> bool:
    """A coordinator of the provider."""
    return cases.coordinates.allows(principal, view.case)
