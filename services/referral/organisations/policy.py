"""Who keeps how an organisation is reached; everybody signed in reads it."""

from services.common.codes import Role
from services.referral.directory.domain import Organisation
from shared.identity.principals import Principal
from shared.web.permission import permission


@permission(Role.ADMINISTRATOR)
def administers(principal: Principal, organisation: Organisation) -> bool:
    """Its own administrator, and one of the region who belongs to no organisation."""
    return organisation.registered is not None and principal.organisation in (
        None,
        organisation.id,
    )


@permission()
def reads(_principal: Principal, organisation: Organisation) -> bool:
    """Everybody signed in."""
    return organisation.registered is not None
