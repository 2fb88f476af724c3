"""Who may log visits of a case: pure rules over a principal and the case as they stand to it."""

from dataclasses import dataclass

from services.casework.cases import policy as cases
from services.casework.cases.domain import Case
from services.casework.visits.domain import Visit
from services.common.codes import Role
from shared.identity.principals import Principal
from shared.web.permission import permission


@dataclass(frozen=True)
class VisitedView:
    """A case before somebody who logs a visit."""

    case: Case
    version: int
    is_supporter: bool  # the reader is, or was, its support person

    def is_staff(self, principal: Principal) -> bool:
        """Does the principal log as one of the case's own people?"""
        return cases.opens.allows(principal, self.case)


@permission(Role.SUPPORT_PERSON)
def supports(principal: Principal, view: VisitedView) -> bool:
    """Its support person, who is one of the provider's organisation."""
    return cases.is_inside(principal, view.case) and view.is_supporter


@permission(Role.NGO_COORDINATOR, Role.NGO_WORKER, Role.SUPPORT_PERSON)
def logs(principal: Principal, view: VisitedView) -> bool:
    """The case's own people, and its support person."""
    return view.is_staff(principal) or supports.allows(principal, view)


@dataclass(frozen=True)
class VisitView:
    """One visit before one reader."""

    visited: VisitedView
    visit: Visit
    version: int
    by: str  # who logged it
    is_own: bool  # the reader was there as the support person whose visit it is


@permission(Role.NGO_COORDINATOR, Role.NGO_WORKER, Role.SUPPORT_PERSON)
def reads(principal: Principal, view: VisitView) -> bool:
    """The case's own people; its support person those visits that were their own."""
    case, logged = view.visited.case, view.visit.logged
    if view.is_own and supports.allows(principal, view.visited):
        return True
    is_staff = view.visited.is_staff(principal)
    if logged is None:
        return is_staff
    return is_staff and cases.reads_note(principal, case, logged.held_on, by=view.by)


@permission(Role.NGO_COORDINATOR, Role.NGO_WORKER, Role.SUPPORT_PERSON)
def corrects(principal: Principal, view: VisitView) -> bool:
    """Who logged it, the support person whose visit it was, and whoever coordinates the case."""
    if not reads.allows(principal, view):
        return False
    is_author = view.by == str(principal.id)
    return is_author or view.is_own or cases.coordinates.allows(principal, view.visited.case)
