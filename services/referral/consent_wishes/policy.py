"""Who reads and answers what a family wishes of its consent: a pure rule.

The coordinators of the organisation that took the family's contact in, which is the sender of its
referral. The family itself needs no permission but its code.
"""

from services.common.codes import Role
from services.referral.consent_wishes.domain import ConsentWish
from shared.identity.principals import Principal
from shared.web.permission import permission


@permission(Role.NGO_COORDINATOR)
def handles(principal: Principal, state: ConsentWish) -> bool:
    """Their own organisation's."""
    return state.wished is not None and state.wished.organisation == principal.organisation
