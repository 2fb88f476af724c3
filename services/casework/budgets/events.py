"""What was agreed on the costs of a case: part of the case's own history, and private."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from shared.kernel.events import event


@event("case.budget_agreed")
class BudgetAgreed:
    """So many euros from that day on; what was agreed before ends there."""

    case_id: UUID
    euros: Decimal
    since: date
