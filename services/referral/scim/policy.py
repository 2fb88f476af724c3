"""Whom a directory may keep: its own organisation's people; the region's directory everybody's."""

from services.common.codes import Role
from services.referral.access.domain import Person
from services.referral.scim.rules import BY_HAND
from shared.identity.access import allow
from shared.identity.principals import Principal
from shared.web.permission import permission

reads_about_scim = allow(Role.DIRECTORY_SYSTEM, shows_people=False)


@permission(Role.DIRECTORY_SYSTEM)
def keeps(principal: Principal, person: Person) -> bool:
    """Of its own organisation, or anybody for the region; but nobody who has an officer's role."""
    is_theirs = principal.organisation in (None, person.organisation)
    return person.has_joined and is_theirs and BY_HAND.isdisjoint(person.roles)
