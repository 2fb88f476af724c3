"""Who raises a concern, and the small circle that reads it: pure rules.

The circle: the provider's coordinators, whoever is responsible for the case or stands in, and
whoever has taken the concern. Whoever raised it reads their own words and how it stands. Nobody
else of the team, and nobody outside: to them it is not there.
"""

from dataclasses import dataclass
from uuid import UUID

from services.casework.cases import policy as cases
from services.casework.cases.domain import Case
from services.casework.concerns.domain import Concern
from services.common.codes import Role, TeamRole
from shared.identity.access import allow
from shared.identity.principals import Principal
from shared.web.permission import permission

LEADING = (TeamRole.RESPONSIBLE, TeamRole.SUBSTITUTE)
lists = allow(Role.NGO_COORDINATOR, Role.NGO_WORKER, Role.SUPPORT_PERSON, Role.ADMINISTRATOR)


def leads(case: Case, person: UUID) -> bool:
    """Is the person responsible for the case, or stands in for who is?"""
    return case.team.get(person) in LEADING


@dataclass(frozen=True)
class RaisingView:
    """A case before somebody who worries about its child."""

    case: Case
    version: int
    is_supporter: bool  # the reader is, or was, its support person


@dataclass(frozen=True)
class ConcernView:
    """A concern before one reader."""

    concern: Concern
    case: Case
    version: int  # of what the reader may know
    is_handler: bool

    @property
    def is_hidden(self) -> bool:
        """Non-disclosure: no place on any page."""
        return self.case.person.non_disclosure


@permission(Role.NGO_COORDINATOR, Role.NGO_WORKER, Role.SUPPORT_PERSON)
def raises(principal: Principal, view: RaisingView) -> bool:
    """The case's own people, and its support person, also after the support has ended."""
    is_supporter = principal.has(Role.SUPPORT_PERSON) and view.is_supporter
    is_own = is_supporter and cases.is_inside(principal, view.case)
    return is_own or cases.opens.allows(principal, view.case)


@permission(Role.NGO_COORDINATOR, Role.NGO_WORKER)
def handles(principal: Principal, view: ConcernView) -> bool:
    """The circle."""
    if not cases.is_inside(principal, view.case):
        return False
    taken = view.concern.taken
    is_taker = taken is not None and taken.taken_by == principal.id
    is_coordinator = cases.coordinates.allows(principal, view.case)
    return is_taker or is_coordinator or leads(view.case, principal.id)


@permission(Role.NGO_COORDINATOR, Role.NGO_WORKER, Role.SUPPORT_PERSON)
def reads(principal: Principal, view: ConcernView) -> bool:
    """The circle, and whoever raised it."""
    raised = view.concern.raised
    is_raiser = raised is not None and raised.raised_by == principal.id
    is_own = is_raiser and cases.is_inside(principal, view.case)
    return is_own or handles.allows(principal, view)
