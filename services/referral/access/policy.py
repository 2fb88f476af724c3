"""Who may see people, and say who may do what."""

from services.common.codes import Role
from services.referral.access.domain import Person
from shared.identity.access import allow
from shared.identity.principals import Principal
from shared.web.permission import permission

works_together = allow(
    Role.MUNICIPAL_WORKER, Role.NGO_COORDINATOR, Role.NGO_WORKER, Role.VETTING_CONTACT
)

ANSWER = frozenset({Role.NGO_COORDINATOR, Role.NGO_WORKER})


@permission(Role.ADMINISTRATOR)
def administers(principal: Principal, person: Person) -> bool:
    """An administrator, everybody who ever joined."""
    return person.has_joined
