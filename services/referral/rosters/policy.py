"""Who may let people in by a file, and which roles they may give."""

from services.common.codes import Role
from services.referral.access.rules import OF_PEOPLE
from shared.identity.access import allow
from shared.identity.principals import Principal

may_send = allow(Role.ADMINISTRATOR, Role.NGO_COORDINATOR)
OF_A_COORDINATOR = frozenset({Role.NGO_COORDINATOR, Role.NGO_WORKER, Role.SUPPORT_PERSON})


def may_give(principal: Principal) -> frozenset[str]:
    """An administrator every role; a coordinator those of their organisation's everyday work.

    Who checks extracts a coordinator does not choose: whoever approves is not who checked.
    """
    if principal.has(Role.ADMINISTRATOR):
        return frozenset(OF_PEOPLE)
    return OF_A_COORDINATOR if principal.has(Role.NGO_COORDINATOR) else frozenset()


def keeps_all(principal: Principal) -> bool:
    """Of every organisation, or of one's own alone."""
    return principal.has(Role.ADMINISTRATOR)
