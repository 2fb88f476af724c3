"""Who reads and answers a consultation.

The professional who asks, and their organisation's colleagues; until somebody has taken it every
organisation of a network that knows the theme; from then on the one that answers, alone.
"""

from dataclasses import dataclass

from services.common.codes import ConsultationStatus, Role
from services.referral.consultations.domain import Consultation
from shared.identity.access import allow
from shared.identity.principals import Principal
from shared.web.permission import permission

STAFF = (Role.NGO_COORDINATOR, Role.NGO_WORKER)
EVERYBODY = (Role.MUNICIPAL_WORKER, *STAFF)
asks = allow(Role.MUNICIPAL_WORKER)
lists = allow(*EVERYBODY)


@dataclass(frozen=True)
class ConsultationView:
    """A consultation before one reader."""

    consultation: Consultation
    version: int
    knows: bool  # the reader's organisation is of a network and knows the theme

    @property
    def is_open(self) -> bool:
        return self.consultation.status is ConsultationStatus.OPEN


def _began(principal: Principal, view: ConsultationView) -> bool:
    first = view.consultation.first
    return first is not None and first.by == principal.id


def _answers(principal: Principal, view: ConsultationView) -> bool:
    taken = view.consultation.taken
    return taken is not None and taken.organisation == principal.organisation


@permission(*EVERYBODY)
def reads(principal: Principal, view: ConsultationView) -> bool:
    """The asking side, whoever answers, and before that who knows the theme."""
    first, home = view.consultation.first, principal.organisation
    if first is None or home is None:
        return False
    if principal.has(Role.MUNICIPAL_WORKER) and first.organisation == home:
        return True
    may_take = view.is_open and view.knows
    return principal.has(*STAFF) and (may_take or _answers(principal, view))


@permission(*STAFF)
def takes(principal: Principal, view: ConsultationView) -> bool:
    """Organisations of the network that know the theme, and whoever has it already."""
    return (view.is_open and view.knows) or _answers(principal, view)


@permission(*STAFF)
def answers(principal: Principal, view: ConsultationView) -> bool:
    """The organisation that has taken it."""
    return _answers(principal, view)


@permission(Role.MUNICIPAL_WORKER)
def is_asker(principal: Principal, view: ConsultationView) -> bool:
    """Whoever asked, and no colleague."""
    return _began(principal, view)


@permission(*EVERYBODY)
def takes_part(principal: Principal, view: ConsultationView) -> bool:
    """Whoever asked, and the organisation that answers."""
    by_asker = principal.has(Role.MUNICIPAL_WORKER) and _began(principal, view)
    return by_asker or (principal.has(*STAFF) and _answers(principal, view))
