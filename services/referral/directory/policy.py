"""Who may see an agreement, and administer the directory; everybody signed in reads the rest."""

from uuid import UUID

from services.common.codes import Role
from services.referral.directory.domain import Agreement
from shared.identity.access import allow
from shared.identity.principals import Principal
from shared.web.permission import permission

SEE_ALL = (Role.REGIONAL_COORDINATOR, Role.ADMINISTRATOR)
administers = allow(Role.ADMINISTRATOR)
STAFF = (
    Role.MUNICIPAL_SYSTEM,
    Role.MUNICIPAL_WORKER,
    Role.NGO_COORDINATOR,
    Role.NGO_WORKER,
    *SEE_ALL,
)
reads_capacity = allow(*STAFF)
consults = allow(Role.MUNICIPAL_WORKER, Role.NGO_COORDINATOR, Role.NGO_WORKER)
reads_packages = allow(*consults.roles, Role.REGIONAL_COORDINATOR)


@permission()
def sees(principal: Principal, agreement: Agreement) -> bool:
    """Its two sides; the region's coordinator and an administrator see all of them."""
    is_side = principal.organisation in agreement.concerns
    return agreement.made is not None and (is_side or principal.has(*SEE_ALL))


def reads_of_parties(principal: Principal, *parties: UUID | None) -> bool:
    """What two parties do together: their own staff, and who looks after the whole region."""
    home = principal.organisation
    is_of_region = principal.has(Role.REGIONAL_COORDINATOR) or (
        home is None and principal.has(Role.ADMINISTRATOR)
    )
    return principal.has(*STAFF) and (is_of_region or (home is not None and home in parties))


@permission(Role.ADMINISTRATOR)
def ends(principal: Principal, agreement: Agreement) -> bool:
    """An administrator, any of them."""
    return sees.allows(principal, agreement)
