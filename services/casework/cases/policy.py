"""Who may see a case, and do what in it: pure rules over a principal and a case.

A case opens to its team and to the provider's coordinators. Everybody else gets the same answer
as for a case that does not exist. A seat in the team is one in the provider's organisation: whoever
has left that knows the family no more.
"""

from services.casework.cases.domain import Case
from services.common.codes import Role
from shared.identity.principals import Principal
from shared.web.permission import permission


def is_inside(principal: Principal, case: Case) -> bool:
    """Does the principal belong to the organisation that provides the support?"""
    return case.begun is not None and principal.organisation == case.begun.organisation


def is_on_team(principal: Principal, case: Case) -> bool:
    return is_inside(principal, case) and principal.id in case.team


@permission(Role.NGO_COORDINATOR)
def coordinates(principal: Principal, case: Case) -> bool:
    """A coordinator of the organisation that provides the support."""
    return is_inside(principal, case)


@permission(Role.NGO_COORDINATOR, Role.NGO_WORKER)
def opens(principal: Principal, case: Case) -> bool:
    """Its team, and whoever coordinates it."""
    return is_on_team(principal, case) or coordinates.allows(principal, case)
