"""Who may erase a family."""

from services.common.codes import Role
from services.referral.referrals.domain import Referral
from shared.identity.access import allow
from shared.identity.principals import Principal
from shared.web.permission import permission

oversees = allow(Role.DATA_PROTECTION_OFFICER)


@permission(Role.DATA_PROTECTION_OFFICER)
def erases(principal: Principal, referral: Referral) -> bool:
    """The officer of the organisation in whose register it is; one of none, everywhere."""
    if referral.received is None:
        return False
    home = principal.organisation
    return home is None or home in (referral.organisation, referral.received.sender)
