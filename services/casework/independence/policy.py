"""Who may see and make plans of independence: the case's own people."""

from dataclasses import dataclass

from services.casework.cases import policy as cases
from services.casework.cases.domain import Case
from services.casework.independence.domain import IndependencePlan
from services.common.codes import Role
from shared.identity.principals import Principal
from shared.web.permission import permission


@dataclass(frozen=True)
class IndependenceView:
    """One plan before one reader."""

    case: Case
    plan: IndependencePlan
    version: int


@permission(Role.NGO_COORDINATOR, Role.NGO_WORKER)
def reads(principal: Principal, view: IndependenceView) -> bool:
    """Whoever may open its case."""
    return cases.opens.allows(principal, view.case)
