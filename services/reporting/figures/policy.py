"""Who may read which figures: staff their own organisation's live, all others the editions.

A permission is asked about the organisation whose people the figures are of, None for the whole
region.
"""

from uuid import UUID

from services.common.codes import Role
from shared.identity.access import allow
from shared.identity.principals import Principal
from shared.web.permission import permission

STAFF = (Role.NGO_COORDINATOR, Role.NGO_WORKER)


@permission(*STAFF)
def reads_live(principal: Principal, organisation: UUID | None) -> bool:
    """An organisation's staff: its own people as they are now, nothing hidden."""
    return organisation == principal.organisation


@permission(Role.REGIONAL_COORDINATOR, Role.FUNDER, Role.MUNICIPAL_WORKER, Role.MUNICIPAL_SYSTEM)
def reads_editions(_principal: Principal, organisation: UUID | None) -> bool:
    """The others: what has been published of the whole region."""
    return organisation is None


@permission(*STAFF, Role.REGIONAL_COORDINATOR)
def reads_live_totals(principal: Principal, organisation: UUID | None) -> bool:
    """How things stand this moment: staff of their own people, coordinators of the region."""
    is_region = organisation is None and principal.has(Role.REGIONAL_COORDINATOR)
    return is_region or reads_live.allows(principal, organisation)


READS = allow(*reads_live.roles, *reads_editions.roles)
