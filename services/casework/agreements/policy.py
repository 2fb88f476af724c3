"""Who may see and record agreements: the case's own people."""

from dataclasses import dataclass

from services.casework.agreements.domain import Agreement
from services.casework.cases import policy as cases
from services.casework.cases.domain import Case
from services.common.codes import Role
from shared.identity.principals import Principal
from shared.web.permission import permission


@dataclass(frozen=True)
class AgreementView:
    """One agreement before one reader."""

    case: Case
    agreement: Agreement
    version: int


@permission(Role.NGO_COORDINATOR, Role.NGO_WORKER)
def reads(principal: Principal, view: AgreementView) -> bool:
    """Whoever may open its case."""
    return cases.opens.allows(principal, view.case)
