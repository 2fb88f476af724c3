"""Whom an administrator keeps on pages: of the region, or of one organisation."""

from services.common.codes import Role
from services.referral.access.domain import Person
from services.referral.access.policy import administers
from shared.identity.access import allow
from shared.identity.principals import Principal
from shared.web.permission import permission

lists = allow(Role.ADMINISTRATOR)
keeps = administers  # whom the reader keeps


@permission(Role.ADMINISTRATOR)
def lets_leave(principal: Principal, person: Person) -> bool:
    """The same, but nobody shuts themselves out."""
    return keeps.allows(principal, person) and principal.id != person.id
