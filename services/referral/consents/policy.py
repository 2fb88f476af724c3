"""Who reads and answers what is asked when a consent is over: pure rules.

Whoever is asked answers for itself. The sender, and the provider that knows the family, see who has
answered, and write down what somebody said to them by telephone.
"""

from services.common.codes import Role
from services.referral.consents.domain import Acknowledgement
from services.referral.referrals.domain import Referral
from services.referral.referrals.policy import PROVIDERS, SENDERS, is_sender, knows
from shared.identity.access import allow
from shared.identity.principals import Principal
from shared.web.permission import permission

ASKED = (Role.PARTNER, *SENDERS, Role.NGO_COORDINATOR)
lists = allow(*ASKED)


def is_asked(principal: Principal, acknowledgement: Acknowledgement) -> bool:
    """Is it the principal's organisation that is to say what it does?"""
    awaited, home = acknowledgement.awaited, principal.organisation
    return awaited is not None and home is not None and awaited.organisation == home


@permission(*ASKED)
def reads(principal: Principal, acknowledgement: Acknowledgement) -> bool:
    """Who is asked, and both sides of the referral; a service of our own answers by itself."""
    awaited, home = acknowledgement.awaited, principal.organisation
    if awaited is None or home is None or awaited.organisation is None:
        return False
    is_side = home in (awaited.sender, awaited.provider) and not principal.has(Role.PARTNER)
    return is_side or is_asked(principal, acknowledgement)


@permission(*SENDERS, *PROVIDERS)
def oversees(principal: Principal, referral: Referral) -> bool:
    """Its sender, and whoever knows the family: they alone know whom it had let know."""
    return is_sender(principal, referral) or knows(principal, referral)
