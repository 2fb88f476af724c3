"""Who answers the 24-hour telephone of an organisation, and when. Moments are UTC."""

from datetime import datetime
from uuid import UUID

from shared.kernel.events import event


@event("phone_duty.agreed")
class DutyAgreed:
    duty_id: UUID
    organisation: UUID
    person_id: UUID
    since: datetime
    until: datetime


@event("phone_duty.handed_on")
class DutyHandedOn:
    """Somebody else answers instead."""

    duty_id: UUID
    organisation: UUID
    person_id: UUID


@event("phone_duty.cancelled")
class DutyCancelled:
    duty_id: UUID
    organisation: UUID


DutyEvent = DutyAgreed | DutyHandedOn | DutyCancelled
