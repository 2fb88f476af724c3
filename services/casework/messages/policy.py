"""Who writes and reads the messages of a case: its team and coordinators, and its support person.

A support person reads what was written with them, never what an earlier one wrote.
"""

from dataclasses import dataclass
from uuid import UUID

from services.casework.cases import policy as cases
from services.casework.cases.domain import Case
from services.common.codes import Role
from shared.identity.principals import Principal
from shared.web.permission import permission


@dataclass(frozen=True)
class MessagesView:
    """The messages of a case before one reader."""

    case: Case
    version: int
    volunteer_id: UUID | None  # as whom the reader supports the family; None: they do not

    def is_staff(self, principal: Principal) -> bool:
        return cases.opens.allows(principal, self.case)


@permission(Role.NGO_COORDINATOR, Role.NGO_WORKER, Role.SUPPORT_PERSON)
def writes(principal: Principal, view: MessagesView) -> bool:
    """The case's own people, and its support person."""
    is_supporter = principal.has(Role.SUPPORT_PERSON) and view.volunteer_id is not None
    is_own = is_supporter and cases.is_inside(principal, view.case)
    return is_own or view.is_staff(principal)
