"""Who makes programmes: an organisation's administrator its own, the region's everybody's."""

from services.common.codes import Role
from services.referral.programme_drafts.domain import ProgrammeDraft
from shared.identity.access import allow
from shared.identity.principals import Principal
from shared.web.permission import permission

begins = allow(Role.ADMINISTRATOR)


@permission(Role.ADMINISTRATOR)
def edits(principal: Principal, draft: ProgrammeDraft) -> bool:
    """Those in whose hands it is, and the region's administrators, who belong to nobody."""
    return draft.state is not None and principal.organisation in (None, draft.organisation)
