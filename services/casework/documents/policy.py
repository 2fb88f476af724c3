"""Who may read a document of a case, and let it go."""

from dataclasses import dataclass

from services.casework.cases import policy as cases
from services.casework.cases.domain import Case
from services.casework.documents.domain import CaseDocument
from services.common.codes import DocumentCircle, Role
from shared.identity.principals import Principal
from shared.web.permission import permission


@dataclass(frozen=True)
class DocumentView:
    """One document before one reader."""

    case: Case
    document: CaseDocument
    version: int
    by: str  # who added it

    def is_own(self, principal: Principal) -> bool:
        return self.by == str(principal.id)


@permission(Role.NGO_COORDINATOR, Role.NGO_WORKER)
def reads(principal: Principal, view: DocumentView) -> bool:
    """Of those who may open its case: who added it, who coordinates, and whom its circle names.

    Whoever took the case over reads none of before what they read of it.
    """
    added = view.document.added
    if added is None or not cases.opens.allows(principal, view.case):
        return False
    if view.is_own(principal) or cases.coordinates.allows(principal, view.case):
        return True
    is_for_team = added.circle is DocumentCircle.TEAM
    is_named = added.circle is DocumentCircle.NAMED and principal.id in added.readers
    return (is_for_team or is_named) and cases.reads_note(principal, view.case, added.dated_on)


@permission(Role.NGO_COORDINATOR, Role.NGO_WORKER)
def removes(principal: Principal, view: DocumentView) -> bool:
    """Who added it, and whoever coordinates."""
    is_theirs = view.is_own(principal) or cases.coordinates.allows(principal, view.case)
    return is_theirs and reads.allows(principal, view)
