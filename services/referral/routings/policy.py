"""Who reads how a referral found its way: whoever sends, and the members of networks.

A member reads of itself alone, and never of which family; the coordinator of all its members.
"""

from services.common.codes import DisclosureLevel, Role
from services.referral.networks.policy import lists_routings
from services.referral.referrals.policy import coordinates_network
from services.referral.referrals.queries import ReferralView
from shared.identity.principals import Principal
from shared.web.permission import permission

lists = lists_routings


@permission(Role.MUNICIPAL_SYSTEM, Role.MUNICIPAL_WORKER, Role.NGO_COORDINATOR, Role.NGO_WORKER)
def reads(principal: Principal, view: ReferralView) -> bool:
    """Its sender from level L1, whoever it is offered to, and who coordinates the network."""
    is_told = view.is_sender and view.reads(DisclosureLevel.L1)
    return is_told or view.is_provider or coordinates_network(principal, view.referral)
