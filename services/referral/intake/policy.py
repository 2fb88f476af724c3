"""Who may send a referral, ask before sending, and set a rule aside."""

from uuid import UUID

from werkzeug.exceptions import Forbidden

from services.common.codes import Role
from services.referral.referrals import policy
from shared.identity.access import allow
from shared.identity.principals import Principal
from shared.kernel.aggregate import Refused
from shared.web.sentences import Sentence

asks = policy.reads.access
sends = allow(*policy.SENDS)
records = allow(Role.MUNICIPAL_WORKER, Role.NGO_COORDINATOR)  # a system has its own interface


def sending_organisation(principal: Principal) -> UUID:
    """In whose name a referral is sent."""
    if principal.organisation is None:
        raise Refused("You belong to no organisation that could send a referral.")
    return principal.organisation


def check_override(principal: Principal, override: object) -> None:
    """Setting a hard exclusion aside is a coordinator's to do."""
    if override and not principal.has(Role.NGO_COORDINATOR):
        raise Forbidden(
            Sentence("Only a coordinator of the programme's provider may override a rule.")
        )
