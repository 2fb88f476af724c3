"""Who draws a certificate: the coordinators, and the support person themselves."""

from services.common.codes import Role
from services.volunteers.people.domain import Volunteer
from services.volunteers.people.policy import is_inside, is_self
from shared.identity.principals import Principal
from shared.web.permission import permission


@permission(Role.NGO_COORDINATOR, Role.SUPPORT_PERSON)
def draws(principal: Principal, volunteer: Volunteer) -> bool:
    """One's own, or one of the organisation's people, also when their time has ended."""
    coordinates = principal.has(Role.NGO_COORDINATOR) and is_inside(principal, volunteer)
    return coordinates or is_self(principal, volunteer)
