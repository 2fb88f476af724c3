"""Who reads and answers what families write: the coordinators of the organisation that takes it in.

The family itself needs no permission but its code.
"""

from services.common.codes import Role
from services.referral.family_contacts.domain import FamilyContact
from shared.identity.access import allow
from shared.identity.principals import Principal
from shared.web.permission import permission

lists = allow(Role.NGO_COORDINATOR)


@permission(Role.NGO_COORDINATOR)
def answers(principal: Principal, contact: FamilyContact) -> bool:
    """Their own organisation's; what was taken back is nobody's."""
    received = contact.received
    is_ours = received is not None and received.organisation == principal.organisation
    return is_ours and contact.is_here
