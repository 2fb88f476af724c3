"""Which roles there are for people and for systems, and which belong to an organisation."""

from collections.abc import Sequence
from uuid import UUID

from services.common.codes import Role
from shared.kernel.aggregate import Invalid

OF_SYSTEMS = {Role.MUNICIPAL_SYSTEM, Role.PARTNER, Role.SERVICE, Role.DIRECTORY_SYSTEM}
OF_PEOPLE = set(Role) - OF_SYSTEMS
WITHOUT_ORGANISATION = {
    Role.REGIONAL_COORDINATOR,
    Role.FUNDER,
    Role.DATA_PROTECTION_OFFICER,
    Role.ADMINISTRATOR,
    Role.SERVICE,
    Role.DIRECTORY_SYSTEM,
}


def check_roles(roles: Sequence[str], organisation: UUID | None, *, allowed: set[Role]) -> None:
    """Refuse a role of another kind, and one of an organisation for whoever belongs to none."""
    wrong = [role for role in roles if role not in allowed]
    if wrong:
        raise Invalid(
            "%(given)s is no role here; there are %(known)s.",
            code="unknown-role",
            given=", ".join(wrong),
            known=", ".join(sorted(allowed)),
        )
    if organisation is None and not WITHOUT_ORGANISATION.issuperset(roles):
        raise Invalid(
            "%(roles)s belongs to an organisation. Say which.",
            code="no-organisation",
            roles=", ".join(roles),
        )
