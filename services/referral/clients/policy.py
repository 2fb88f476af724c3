"""Who may register systems and their keys."""

from services.common.codes import Role
from services.referral.clients.domain import Client
from shared.identity.principals import Principal
from shared.web.permission import permission


@permission(Role.ADMINISTRATOR)
def registers(principal: Principal, client: Client) -> bool:
    """An administrator, every system that was ever registered."""
    return client.registered is not None
