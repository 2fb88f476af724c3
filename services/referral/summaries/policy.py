"""Who reads a summary here: the sender's people, from the level on that reaches summaries.

The provider's people read it in the case.
"""

from services.common.codes import DisclosureLevel, Role
from services.referral.referrals.policy import SENDERS
from services.referral.referrals.queries import ReferralView
from shared.identity.principals import Principal
from shared.web.permission import permission

FROM_LEVEL = DisclosureLevel.L2


@permission(*SENDERS, Role.NGO_COORDINATOR)
def reads(principal: Principal, view: ReferralView) -> bool:
    """Whoever of the sender's people may read the referral at that level."""
    return view.is_sender and view.referral.disclosure_level >= FROM_LEVEL
