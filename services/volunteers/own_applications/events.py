"""That somebody applied by themselves: to what they agreed, and with which code they come back.

Who they are stands in the register of support persons, as of everybody else who applied.
"""

from datetime import date
from uuid import UUID

from services.common.retention import APPLICATION
from shared.kernel.events import event, personal


@event("own_application.received")
class OwnApplicationReceived:
    application_id: UUID
    volunteer_id: UUID
    organisation: UUID
    programme: str
    language: str
    pledge_version: int  # of the confidentiality pledge that they agreed to
    notice_version: int  # of the privacy notice that they were given
    code: str  # digest of the code with which they come back
    similar_to: UUID | None  # whom of the register they seem to be
    on: date
    motivation: str = personal(of="volunteer_id", retention=APPLICATION, default="")
