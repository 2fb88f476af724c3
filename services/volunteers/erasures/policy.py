"""Who may erase a support person."""

from services.common.codes import Role
from services.volunteers.people.domain import Volunteer
from shared.identity.access import allow
from shared.identity.principals import Principal
from shared.web.permission import permission

oversees = allow(Role.DATA_PROTECTION_OFFICER)


@permission(Role.DATA_PROTECTION_OFFICER)
def erases(principal: Principal, volunteer: Volunteer) -> bool:
    """The officer of the organisation in whose register they are; one of none, everywhere."""
    if volunteer.organisation is None:
        return False
    return principal.organisation in (None, volunteer.organisation)
