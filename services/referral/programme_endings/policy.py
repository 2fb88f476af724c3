"""Who ends a programme: its provider's administrator, as with drafts, and the region's."""

from services.common.codes import Role
from services.referral.directory.domain import ProgrammeEntry
from shared.identity.principals import Principal
from shared.web.permission import permission


@permission(Role.ADMINISTRATOR)
def ends(principal: Principal, entry: ProgrammeEntry) -> bool:
    """An organisation's administrator its own, the region's, who belongs to nobody, every one."""
    return entry.provider is not None and principal.organisation in (None, entry.provider)


@permission()
def reads(_principal: Principal, entry: ProgrammeEntry) -> bool:
    """Everybody signed in: it says nothing of any family."""
    return entry.provider is not None
