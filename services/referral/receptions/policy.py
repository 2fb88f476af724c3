"""Who keeps the rota, and who reads it: it names who meets families, and nobody's family."""

from services.common.codes import Role
from services.referral.receptions.domain import Reception
from shared.identity.access import allow
from shared.identity.principals import Principal
from shared.web.permission import permission

STAFF = (Role.NGO_COORDINATOR, Role.NGO_WORKER)
keeps_some = allow(Role.NGO_COORDINATOR)
READERS = (
    *STAFF,
    Role.MUNICIPAL_WORKER,
    Role.MUNICIPAL_SYSTEM,
    Role.REGIONAL_COORDINATOR,
    Role.ADMINISTRATOR,
)
lists = allow(*READERS)


@permission(*READERS)
def reads(_principal: Principal, reception: Reception) -> bool:
    """All of the network's, for whoever works with families: the times are public."""
    return reception.planned is not None


@permission(Role.NGO_COORDINATOR)
def keeps(principal: Principal, reception: Reception) -> bool:
    """The coordinators of the organisation whose reception it is."""
    planned = reception.planned
    return planned is not None and planned.organisation == principal.organisation
