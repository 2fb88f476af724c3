"""Who plans open events, who counts who came, and who reads of them before they are published."""

from services.common.codes import HappeningStatus, Role
from services.referral.happenings.domain import Happening
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
def reads(principal: Principal, happening: Happening) -> bool:
    """What is published is everybody's; the rest is its own organisation's."""
    is_public = happening.status is not HappeningStatus.DRAFT
    return happening.planned is not None and (is_public or is_own(principal, happening))


@permission(Role.NGO_COORDINATOR)
def keeps(principal: Principal, happening: Happening) -> bool:
    """The coordinators of the organisation whose event it is."""
    return is_own(principal, happening)


@permission(*STAFF)
def holds(principal: Principal, happening: Happening) -> bool:
    """Whoever is there: they count who came."""
    return is_own(principal, happening)


def is_own(principal: Principal, happening: Happening) -> bool:
    planned = happening.planned
    return planned is not None and planned.organisation == principal.organisation
