"""Who reads and answers what is written about the pages: whoever administers the platform."""

from services.common.codes import Role
from services.referral.feedback.domain import Feedback
from shared.identity.access import allow
from shared.identity.principals import Principal
from shared.web.permission import permission

lists = allow(Role.ADMINISTRATOR)


@permission(Role.ADMINISTRATOR)
def answers(principal: Principal, feedback: Feedback) -> bool:
    """All of it: it is about pages that everybody has."""
    return feedback.received is not None
