"""What people have chosen of mail."""

from typing import Annotated
from uuid import UUID

from services.common.codes import MailPace
from services.common.retention import STAFF
from shared.kernel.events import event, personal

EVERYBODY = ("referral", "volunteers", "casework", "reporting")


@event("mail.chosen", to=EVERYBODY)
class MailChosen:
    """All that somebody chose; what was chosen before holds no more."""

    person_id: UUID
    has_address: bool  # False: no mail at all
    language: str
    urgent: Annotated[str, MailPace]
    deadlines: Annotated[str, MailPace]
    news: Annotated[str, MailPace]
    quiet_from: int  # hours of the day in Helsinki; the same twice: no quiet hours
    quiet_until: int
    quiet_weekends: bool
    email: str = personal(of="person_id", retention=STAFF)  # empty: none


MailEvent = MailChosen
