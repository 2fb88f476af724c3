"""Who forms a network, and who says what of its members; everybody signed in reads it."""

from services.common.codes import Role
from services.referral.networks.domain import Network
from shared.identity.access import allow
from shared.identity.principals import Principal
from shared.web.permission import permission

KEEPERS = (Role.ADMINISTRATOR, Role.NGO_COORDINATOR, Role.REGIONAL_COORDINATOR)
forms = allow(Role.ADMINISTRATOR)
lists_routings = allow(Role.NGO_COORDINATOR, Role.NGO_WORKER, Role.REGIONAL_COORDINATOR)


@permission()
def reads(_principal: Principal, network: Network) -> bool:
    """Everybody signed in: it says nothing of any family."""
    return network.formed is not None


@permission(*KEEPERS)
def keeps(principal: Principal, network: Network) -> bool:
    """Its coordinator's people and its members', each their own part; the region's administrator.

    Which part is whose, the network knows.
    """
    home = principal.organisation
    is_over_all = home is None and principal.has(Role.ADMINISTRATOR)
    return network.formed is not None and (is_over_all or home in network.concerns)


@permission(*KEEPERS)
def coordinates(principal: Principal, network: Network) -> bool:
    """Its coordinator's people, and the region's administrator."""
    return network.formed is not None and keeps_part(principal, network.coordinator, None)


def keeps_part(principal: Principal, coordinator: object, organisation: object) -> bool:
    """The member's own people, and those who coordinate it."""
    home = principal.organisation
    is_over_all = home is None and principal.has(Role.ADMINISTRATOR)
    is_theirs = home is not None and home in (coordinator, organisation)
    return principal.has(*KEEPERS) and (is_over_all or is_theirs)
