"""What people have chosen of mail."""

from datetime import date
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
    is_confirmed: bool = True  # False: a mail there asks first whether it reaches them
    email: str = personal(of="person_id", retention=STAFF)  # empty: none


@event("mail.address_confirmed", to=EVERYBODY)
class AddressConfirmed:
    """They wrote the code that was sent to their address: mail may go there."""

    person_id: UUID
    on: date


@event("mail.address_failed", to=EVERYBODY)
class AddressFailed:
    """Mail to their address comes back: none goes there until they confirm it or another."""

    person_id: UUID
    organisation: UUID | None  # where they read of it; None: they belong to none
    on: date
    by: str  # id of a principal


MailEvent = MailChosen | AddressConfirmed | AddressFailed
