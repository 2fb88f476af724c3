"""Who keeps an organisation's names and contact, and who lets organisations come and leave."""

from services.common.codes import Role
from services.referral.directory.domain import Organisation
from shared.identity.access import allow
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.web.permission import permission

lists = allow(Role.ADMINISTRATOR)


@permission(Role.ADMINISTRATOR)
def administers(principal: Principal, organisation: Organisation) -> bool:
    """Its own administrator, and one of the region who belongs to no organisation."""
    return organisation.registered is not None and principal.organisation in (
        None,
        organisation.id,
    )


@permission(Role.ADMINISTRATOR)
def keeps_region(principal: Principal, organisation: Organisation) -> bool:
    """Who belongs to the region, and as what: its own administrator alone."""
    return organisation.registered is not None and principal.organisation is None


@permission()
def reads(_principal: Principal, organisation: Organisation) -> bool:
    """Everybody signed in."""
    return organisation.registered is not None


def check_of_region(principal: Principal) -> None:
    """An organisation's own administrator registers no other."""
    if principal.organisation is not None:
        raise NotFound
