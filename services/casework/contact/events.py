"""Who was named to open a family's contact details, and each time that somebody did."""

from datetime import date, datetime
from uuid import UUID

from services.common.retention import CASE
from shared.kernel.events import event, personal


@event("contact.reader_named", to=("referral",))
class ContactReaderNamed:
    """Somebody of the provider may open what a non-disclosure order hides."""

    case_id: UUID
    person_id: UUID
    on: date


@event("contact.reader_removed", to=("referral",))
class ContactReaderRemoved:
    case_id: UUID
    person_id: UUID
    on: date


@event("case.contact_shown")
class ContactShown:
    """Somebody named has opened what a non-disclosure order hides."""

    case_id: UUID
    subject_id: UUID
    person_id: UUID  # who looked
    on: date
    until: datetime | None = None  # None: told by an earlier version, to the end of its day
    reason: str = personal(of="subject_id", retention=CASE)


ContactEvent = ContactReaderNamed | ContactReaderRemoved | ContactShown
