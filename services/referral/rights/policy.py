"""Who may record that somebody asked, and who answers them."""

from uuid import UUID

from services.common.codes import Role
from services.referral.referrals.policy import PROVIDERS, SENDERS
from services.referral.rights.domain import RightsRequest
from shared.identity.access import allow
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.web.permission import permission

OFFICER = Role.DATA_PROTECTION_OFFICER
records = allow(OFFICER, *PROVIDERS, *SENDERS)
oversees = allow(OFFICER)


def is_officer_of(principal: Principal, organisation: UUID | None) -> bool:
    """An officer of one organisation answers what its people recorded; one of none, everything."""
    home = principal.organisation
    return principal.has(OFFICER) and (home is None or home == organisation)


def check_officer(principal: Principal) -> None:
    """Raise `NotFound` for everybody else."""
    if not principal.has(OFFICER):
        raise NotFound


@permission(OFFICER, *PROVIDERS, *SENDERS)
def reads(principal: Principal, request: RightsRequest) -> bool:
    """The officer, and the organisation whose people recorded it."""
    received = request.received
    if received is None:
        return False
    is_ours = principal.organisation is not None and principal.organisation == received.organisation
    return is_ours or is_officer_of(principal, received.organisation)


@permission(OFFICER)
def answers(principal: Principal, request: RightsRequest) -> bool:
    """The officer alone."""
    received = request.received
    return received is not None and is_officer_of(principal, received.organisation)
