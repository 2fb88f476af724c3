"""Who may see a case, and do what in it: pure rules over a principal and a case.

A case opens to its team and to the provider's coordinators. Everybody else gets the same answer
as for a case that does not exist.
"""

from services.casework.cases.domain import Case
from services.common.codes import Role
from shared.identity.principals import Principal
from shared.web.permission import permission


@permission(Role.NGO_COORDINATOR)
def coordinates(principal: Principal, case: Case) -> bool:
    """A coordinator of the organisation that provides the support."""
    return case.begun is not None and principal.organisation == case.begun.organisation


@permission(Role.NGO_COORDINATOR, Role.NGO_WORKER)
def opens(principal: Principal, case: Case) -> bool:
    """Its team, and whoever coordinates it."""
    is_on_team = case.begun is not None and principal.id in case.team
    return is_on_team or coordinates.allows(principal, case)
