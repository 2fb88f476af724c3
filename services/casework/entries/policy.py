"""Who may write and read entries of a case's book."""

from dataclasses import dataclass

from services.casework.cases import policy as cases
from services.casework.entries.domain import Entry
from services.casework.visits.policy import VisitedView, logs
from services.common.codes import Circle, Role
from shared.identity.principals import Principal
from shared.web.permission import permission

writes = logs  # the case's own people, and its support person


@dataclass(frozen=True)
class EntryView:
    """One entry before one reader."""

    visited: VisitedView
    entry: Entry
    version: int
    by: str  # who recorded it


@permission(Role.NGO_COORDINATOR, Role.NGO_WORKER, Role.SUPPORT_PERSON)
def reads(principal: Principal, view: EntryView) -> bool:
    """Whoever recorded it, and whom its circle names among the case's own people."""
    if view.by == str(principal.id):
        return writes.allows(principal, view.visited)
    if cases.coordinates.allows(principal, view.visited.case):
        return True
    facts, case = view.entry.facts, view.visited.case
    is_for_team = facts.circle is Circle.TEAM and view.visited.is_staff(principal)
    return is_for_team and cases.reads_note(principal, case, facts.held_on)
