"""Who reads an organisation's roster, and who changes it: pure rules."""

from dataclasses import dataclass

from services.casework.duties.domain import PhoneDuty
from services.common.codes import Role
from shared.identity.access import allow
from shared.identity.principals import Principal
from shared.web.permission import permission

reads = allow(Role.NGO_COORDINATOR, Role.NGO_WORKER)
makes = allow(Role.NGO_COORDINATOR)


@dataclass(frozen=True)
class DutyView:
    """One duty before one reader."""

    duty: PhoneDuty
    version: int


def _is_ours(principal: Principal, view: DutyView) -> bool:
    agreed = view.duty.agreed
    is_there = agreed is not None and not view.duty.is_cancelled
    return is_there and agreed is not None and principal.organisation == agreed.organisation


@permission(Role.NGO_COORDINATOR, Role.NGO_WORKER)
def sees(principal: Principal, view: DutyView) -> bool:
    """The organisation's workers and coordinators."""
    return _is_ours(principal, view)


@permission(Role.NGO_COORDINATOR, Role.NGO_WORKER)
def hands_on(principal: Principal, view: DutyView) -> bool:
    """Whoever has the duty, and the organisation's coordinators."""
    is_own = view.duty.person == principal.id
    return _is_ours(principal, view) and (is_own or principal.has(Role.NGO_COORDINATOR))


@permission(Role.NGO_COORDINATOR)
def cancels(principal: Principal, view: DutyView) -> bool:
    """A coordinator of the organisation."""
    return _is_ours(principal, view)
