"""Who plans a hand-over and who takes it: pure rules over a principal and its case."""

from dataclasses import dataclass

from services.casework.cases import policy as cases
from services.casework.cases.domain import Case
from services.common.codes import Role
from shared.identity.principals import Principal
from shared.web.permission import permission


@dataclass(frozen=True)
class HandOverView:
    """A case's hand-over before one reader."""

    case: Case
    version: int
    is_inside: bool  # the reader opens the case itself
    is_coordinator: bool
    is_receiver: bool


def is_receiver(principal: Principal, case: Case) -> bool:
    """Is the case to go over to them, or has it?"""
    plan = case.staffing.handover
    is_theirs = plan is not None and plan.to == principal.id and plan.notes is not None
    return is_theirs and cases.is_inside(principal, case)


@permission(Role.NGO_COORDINATOR, Role.NGO_WORKER)
def sees(principal: Principal, view: HandOverView) -> bool:
    """The case's own people, and whoever is to take it over."""
    return cases.opens.allows(principal, view.case) or is_receiver(principal, view.case)


@permission(Role.NGO_COORDINATOR, Role.NGO_WORKER)
def plans(principal: Principal, view: HandOverView) -> bool:
    """The case's own people."""
    return cases.opens.allows(principal, view.case)


@permission(Role.NGO_COORDINATOR, Role.NGO_WORKER)
def accepts(principal: Principal, view: HandOverView) -> bool:
    """Whoever is to take it over."""
    return is_receiver(principal, view.case)


@permission(Role.NGO_COORDINATOR)
def withdraws(principal: Principal, view: HandOverView) -> bool:
    """A coordinator of the provider."""
    return cases.coordinates.allows(principal, view.case)
