"""What has happened to a family's need of somebody: private, codes only, no name.

It is the copy that matching rests on of what casework asked for (`support.requested`).
"""

from datetime import date
from uuid import UUID

from shared.events import event


@event("need.opened")
class NeedOpened:
    case_id: UUID
    referral_id: UUID
    organisation: UUID
    sender: UUID
    programme: str
    programme_version: int  # the case's own
    municipality: str | None  # None: withheld
    age_band: str | None
    asks_child: bool  # 12 or older
    needs: tuple[str, ...]
    mother_tongue: str | None  # BCP 47; None: not told
    service_language: str
    interpreter_needed: bool
    interests: tuple[str, ...]
    availability: tuple[str, ...]
    sibling_count: int
    requested_on: date


@event("need.closed")
class NeedClosed:
    """The case has closed; nobody is looked for any more."""

    case_id: UUID
    on: date


NeedEvent = NeedOpened | NeedClosed
