"""Who reads what the parties of an agreement do together, and who speaks for each of them."""

from services.common.codes import Role
from services.referral.directory.policy import STAFF, reads_of_parties
from services.referral.partnerships.domain import Partnership
from shared.identity.principals import Principal
from shared.web.permission import permission

SPEAK = (Role.MUNICIPAL_WORKER, Role.NGO_COORDINATOR, Role.ADMINISTRATOR)


@permission(*STAFF)
def reads(principal: Principal, partnership: Partnership) -> bool:
    """Staff of both parties; the region's coordinator and its administrator read it too."""
    return reads_of_parties(principal, *partnership.concerns)


@permission(*SPEAK)
def speaks(principal: Principal, partnership: Partnership) -> bool:
    """A party's own: the municipality's workers, the NGO's coordinators, its administrator."""
    return principal.organisation is not None and principal.organisation in partnership.concerns
