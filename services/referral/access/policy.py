"""Who may see people, and say who may do what."""

from collections.abc import Sequence

from services.common.codes import Role
from services.referral.access.domain import Person
from services.referral.access.rules import OF_PEOPLE, WITHOUT_ORGANISATION
from shared.identity.access import allow
from shared.identity.principals import Principal
from shared.kernel.aggregate import Invalid
from shared.web.permission import permission

works_together = allow(
    Role.MUNICIPAL_WORKER, Role.NGO_COORDINATOR, Role.NGO_WORKER, Role.VETTING_CONTACT
)

ANSWER = frozenset({Role.NGO_COORDINATOR, Role.NGO_WORKER})


@permission(Role.ADMINISTRATOR)
def administers(principal: Principal, person: Person) -> bool:
    """The region's administrator everybody who ever joined; an organisation's own its people."""
    return person.has_joined and principal.organisation in (None, person.organisation)


def may_give(principal: Principal) -> frozenset[str]:
    """What is for the whole region, an organisation's own administrator gives nobody."""
    if principal.organisation is None:
        return frozenset(OF_PEOPLE)
    return frozenset({*(OF_PEOPLE - WITHOUT_ORGANISATION), Role.ADMINISTRATOR})


def check_given(principal: Principal, roles: Sequence[str]) -> None:
    """Refuse a role that is not theirs to give."""
    if not may_give(principal).issuperset(roles):
        raise Invalid(
            "You cannot give all of these roles.", code="not-yours-to-give", field="roles"
        )
