"""Who may see a support person, and do what: pure rules over a principal and one of them.

Coordinators read their own organisation's people; workers their names and what they offer; the
vetting contact who waits for a check, and the check; a support person themselves.
"""

from services.common.codes import Role
from services.volunteers.people.domain import Volunteer
from shared.identity.principals import Principal
from shared.web.permission import permission


def is_inside(principal: Principal, volunteer: Volunteer) -> bool:
    """Is it one of the people of the principal's organisation?"""
    return volunteer.status is not None and volunteer.organisation == principal.organisation


def is_self(principal: Principal, volunteer: Volunteer) -> bool:
    return is_inside(principal, volunteer) and volunteer.person == principal.id


@permission(Role.NGO_COORDINATOR)
def coordinates(principal: Principal, volunteer: Volunteer) -> bool:
    return is_inside(principal, volunteer)


@permission(Role.NGO_COORDINATOR, Role.NGO_WORKER)
def follows(principal: Principal, volunteer: Volunteer) -> bool:
    return is_inside(principal, volunteer)


@permission(Role.VETTING_CONTACT)
def checks(principal: Principal, volunteer: Volunteer) -> bool:
    """The organisation's contact for extracts, and nobody else."""
    return is_inside(principal, volunteer)


@permission(Role.NGO_COORDINATOR, Role.NGO_WORKER, Role.VETTING_CONTACT, Role.SUPPORT_PERSON)
def reads(principal: Principal, volunteer: Volunteer) -> bool:
    return (
        is_self(principal, volunteer)
        or follows.allows(principal, volunteer)
        or checks.allows(principal, volunteer)
    )
