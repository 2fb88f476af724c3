"""Who reads what the parties of an agreement do together, and who speaks for each of them."""

from services.common.codes import Role
from services.referral.directory.policy import SEE_ALL, STAFF
from services.referral.partnerships.domain import Partnership
from shared.identity.principals import Principal
from shared.web.permission import permission

SPEAK = (Role.MUNICIPAL_WORKER, Role.NGO_COORDINATOR, Role.ADMINISTRATOR)


@permission(*STAFF)
def reads(principal: Principal, partnership: Partnership) -> bool:
    """Staff of both parties; the region's coordinator and its administrator read it too."""
    home = principal.organisation
    return home in partnership.concerns or (home is None and principal.has(*SEE_ALL))


@permission(*SPEAK)
def speaks(principal: Principal, partnership: Partnership) -> bool:
    """A party's own: the municipality's workers, the NGO's coordinators, its administrator."""
    return principal.organisation is not None and principal.organisation in partnership.concerns
