"""That a summary came, and that the sender has read it: ids and days alone."""

from datetime import date
from uuid import UUID

from shared.kernel.events import event


@event("summary.arrived")
class SummaryArrived:
    summary_id: UUID
    referral_id: UUID
    sender: UUID
    edition: int
    on: date


@event("summary.read", to=("casework",))
class SummaryRead:
    """Said once for each edition, for the provider to know."""

    summary_id: UUID
    case_id: UUID
    edition: int
    organisation: UUID  # whose people read it
    on: date


SummaryEvent = SummaryArrived | SummaryRead
