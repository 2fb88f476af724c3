"""Who may read and write what a family answered: the case's own people."""

from dataclasses import dataclass

from services.casework.cases import policy as cases
from services.casework.cases.domain import Case
from services.casework.facts.domain import FactSheet
from services.common.codes import Role
from services.common.programme import Programme
from shared.identity.principals import Principal
from shared.web.permission import permission


@dataclass(frozen=True)
class SheetView:
    """The answers of one day before one reader."""

    case: Case
    programme: Programme
    sheet: FactSheet
    version: int
    by: str  # who wrote them down


@permission(Role.NGO_COORDINATOR, Role.NGO_WORKER)
def reads(principal: Principal, view: SheetView) -> bool:
    """Whoever may open its case; who has taken it over, what was answered since."""
    if not cases.opens.allows(principal, view.case):
        return False
    return cases.reads_note(principal, view.case, view.sheet.answered_on, by=view.by)
