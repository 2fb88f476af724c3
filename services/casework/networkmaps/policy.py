"""Who may see and draw network maps: the case's own people."""

from dataclasses import dataclass

from services.casework.cases import policy as cases
from services.casework.cases.domain import Case
from services.casework.networkmaps.domain import NetworkMap
from services.common.codes import Role
from shared.identity.principals import Principal
from shared.web.permission import permission


@dataclass(frozen=True)
class MapView:
    """One map before one reader."""

    case: Case
    drawing: NetworkMap
    version: int
    by: str  # who drew it


@permission(Role.NGO_COORDINATOR, Role.NGO_WORKER)
def reads(principal: Principal, view: MapView) -> bool:
    """Whoever may open its case."""
    if not cases.opens.allows(principal, view.case):
        return False
    drawn = view.drawing.drawn
    return drawn is None or cases.reads_note(principal, view.case, drawn.drawn_on, by=view.by)
