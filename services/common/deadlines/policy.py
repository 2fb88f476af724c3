"""Who sees what is due: both sides of it; and of what has waited too long, who looks after all."""

from services.common.codes import Role
from shared.identity.access import allow
from shared.identity.principals import Principal

SIDES = (Role.NGO_COORDINATOR, Role.NGO_WORKER, Role.MUNICIPAL_WORKER)
OVER_ALL = (Role.REGIONAL_COORDINATOR, Role.ADMINISTRATOR)


def looks_over(principal: Principal) -> bool:
    """Does the principal see nothing but what was passed on?"""
    own = (*SIDES, Role.DATA_PROTECTION_OFFICER, Role.ADMINISTRATOR)
    return principal.has(*OVER_ALL) and not principal.has(*own)


reads = allow(*SIDES, *OVER_ALL, Role.DATA_PROTECTION_OFFICER)
