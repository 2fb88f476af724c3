"""What a support person was thanked for."""

from datetime import date
from uuid import UUID

from services.common.retention import VOLUNTEER
from shared.kernel.events import event, personal


@event("volunteer.thanked")
class VolunteerThanked:
    volunteer_id: UUID
    on: date
    by: str  # id of a principal
    text: str = personal(of="volunteer_id", retention=VOLUNTEER)
