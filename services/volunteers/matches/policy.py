"""Who may see a match, and do what about it: pure rules over a principal and a match."""

from dataclasses import dataclass

from services.common.codes import Role
from services.volunteers.matches.domain import Match
from shared.identity.principals import Principal
from shared.web.permission import permission


@dataclass(frozen=True)
class MatchView:
    """A match before one reader."""

    match: Match
    version: int
    is_own: bool  # the reader is its support person

    def belongs_to(self, principal: Principal) -> bool:
        """Is it a match of the principal's organisation?"""
        proposed = self.match.proposed
        return proposed is not None and proposed.organisation == principal.organisation


@permission(Role.NGO_COORDINATOR)
def coordinates(principal: Principal, view: MatchView) -> bool:
    """Coordinators of its organisation."""
    return view.belongs_to(principal)


@permission(Role.NGO_COORDINATOR, Role.NGO_WORKER)
def follows(principal: Principal, view: MatchView) -> bool:
    """Its organisation's staff."""
    return view.belongs_to(principal)


@permission(Role.NGO_COORDINATOR, Role.NGO_WORKER, Role.SUPPORT_PERSON)
def reads(principal: Principal, view: MatchView) -> bool:
    """Its organisation's staff, and the support person themselves."""
    return view.is_own or follows.allows(principal, view)


@permission(Role.NGO_COORDINATOR, Role.SUPPORT_PERSON)
def answers(principal: Principal, view: MatchView) -> bool:
    """The support person for themselves, or the coordinator for them."""
    return view.is_own or coordinates.allows(principal, view)
