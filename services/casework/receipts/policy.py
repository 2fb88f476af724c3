"""Who may see and add receipts: whoever may read and correct what they are of."""

from dataclasses import dataclass

from services.casework.cases.domain import Case
from services.casework.receipts.domain import Receipts
from services.casework.receipts.rules import Paid
from services.common.codes import Role
from shared.identity.principals import Principal
from shared.web.permission import permission


@dataclass(frozen=True)
class ReceiptsView:
    """The receipts of one visit or entry before somebody who may read it."""

    case: Case
    receipts: Receipts
    version: int
    paid: Paid
    is_open: bool  # the reader may correct it, and it was not entered in error


@permission(Role.NGO_COORDINATOR, Role.NGO_WORKER, Role.SUPPORT_PERSON)
def reads(_principal: Principal, _view: ReceiptsView) -> bool:
    """Whoever reads the visit or entry: the view is made for nobody else."""
    return True


@permission(Role.NGO_COORDINATOR, Role.NGO_WORKER, Role.SUPPORT_PERSON)
def adds(_principal: Principal, view: ReceiptsView) -> bool:
    """Whoever may correct it."""
    return view.is_open
