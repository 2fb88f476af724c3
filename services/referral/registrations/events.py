"""What somebody wrote when they registered for an open event.

All of it is private, sealed under the registration's own id, and goes with it. Whether they have
seats stands in the history of the event's seats.
"""

from datetime import date
from uuid import UUID

from services.common.retention import CONTACT
from shared.kernel.events import event, personal


@event("registration.made", retention=CONTACT)
class RegistrationMade:
    registration_id: UUID
    happening_id: UUID
    organisation: UUID
    registered_on: date
    notice_version: int  # of the privacy notice that could be read before
    code: str  # digest of the code with which they come back
    calling_name: str = personal(of="registration_id", default="")
    phone: str = personal(of="registration_id", default="")
    email: str = personal(of="registration_id", default="")
    needs: str = personal(of="registration_id", default="")  # such as an interpreter


RegistrationEvent = RegistrationMade
