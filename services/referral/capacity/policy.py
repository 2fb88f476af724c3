"""Who reads how much room there is, and who says so of which organisation."""

from services.common.codes import Role
from services.referral.directory.policy import reads_capacity
from services.referral.networks.policy import KEEPERS
from services.referral.openings.domain import Opening
from services.referral.referrals.policy import PROVIDERS, SENDERS
from shared.identity.principals import Principal
from shared.web.permission import permission

lists = reads_capacity


@permission(*SENDERS, *PROVIDERS, Role.REGIONAL_COORDINATOR, Role.ADMINISTRATOR)
def reads(_principal: Principal, opening: Opening) -> bool:
    """Whoever sends families, answers or coordinates: it says nothing of any family."""
    return opening.organisation is not None


@permission(*KEEPERS)
def declares(principal: Principal, opening: Opening) -> bool:
    """The organisation's own people, its networks' coordinators, the region's administrator."""
    home = principal.organisation
    is_over_all = home is None and principal.has(Role.ADMINISTRATOR)
    return is_over_all or home in (opening.organisation, *opening.coordinators)
