"""Who reads, offers and answers pair work.

The professional who asks, and their organisation's colleagues; until something is agreed every
organisation of a network that knows the theme there, without what another has offered; from then
on the one whose worker comes along, alone.
"""

from dataclasses import dataclass

from services.common.codes import Role
from services.referral.pairwork.domain import BEFORE, PairWork
from shared.identity.access import allow
from shared.identity.principals import Principal
from shared.web.permission import permission

STAFF = (Role.NGO_COORDINATOR, Role.NGO_WORKER)
EVERYBODY = (Role.MUNICIPAL_WORKER, *STAFF)
asks = allow(Role.MUNICIPAL_WORKER)
lists = allow(*EVERYBODY)
counts = allow(Role.MUNICIPAL_WORKER, Role.NGO_COORDINATOR)


@dataclass(frozen=True)
class PairWorkView:
    """A request for a pair before one reader."""

    pairwork: PairWork
    version: int
    serves: bool  # the reader's organisation knows the theme and serves the municipality

    @property
    def may_offer(self) -> bool:
        return self.serves and self.pairwork.status in BEFORE


def _is_partner(principal: Principal, view: PairWorkView) -> bool:
    return principal.organisation is not None and (view.pairwork.partner == principal.organisation)


@permission(*EVERYBODY)
def reads(principal: Principal, view: PairWorkView) -> bool:
    """The asking side, whoever comes along, and before that who could."""
    first, home = view.pairwork.first, principal.organisation
    if first is None or home is None:
        return False
    if principal.has(Role.MUNICIPAL_WORKER) and first.organisation == home:
        return True
    return principal.has(*STAFF) and (view.may_offer or _is_partner(principal, view))


@permission(*STAFF)
def offers(principal: Principal, view: PairWorkView) -> bool:
    """Organisations of the network that could send somebody, and whoever has offered."""
    return view.may_offer or _is_partner(principal, view)


@permission(Role.MUNICIPAL_WORKER)
def is_asker(principal: Principal, view: PairWorkView) -> bool:
    """Whoever asked, and no colleague."""
    first = view.pairwork.first
    return first is not None and first.by == principal.id


@permission(*STAFF)
def is_partner(principal: Principal, view: PairWorkView) -> bool:
    """The organisation whose worker is offered or comes along."""
    return _is_partner(principal, view)


@permission(*EVERYBODY)
def takes_part(principal: Principal, view: PairWorkView) -> bool:
    """Whoever asked, and the organisation whose worker is offered or comes along."""
    return is_asker.allows(principal, view) or is_partner.allows(principal, view)
