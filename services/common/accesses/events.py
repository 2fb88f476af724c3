"""What has happened to a service's access log."""

from datetime import datetime
from uuid import UUID

from shared.kernel.events import event

EVERYBODY = ("referral", "volunteers", "casework", "reporting")


@event("access_log.signed", to=EVERYBODY)
class AccessLogSigned:
    """The end of a service's chain, for the others to keep: no copy of it can be taken back."""

    log_id: UUID
    service: str
    position: int
    hash: str
    signed_at: datetime
    key: str
    signature: str


@event("access_log.cut", to=EVERYBODY)
class AccessLogCut:
    """A log's oldest lines were taken out when their time was over, as the others keep too."""

    log_id: UUID
    service: str
    position: int
    hash: str
    before: datetime
    signed_at: datetime
    key: str
    signature: str


@event("view_budget.exceeded")
class ViewBudgetExceeded:
    """Somebody opened more people's files within an hour than their work would need."""

    principal_id: UUID
    organisation: UUID | None
    opened: int
    at: datetime
