"""What the clock has done about something that is due: each step once for a last day."""

from datetime import date, datetime
from uuid import UUID

from shared.kernel.events import event


@event("deadline.reminded")
class DeadlineReminded:
    """The last day draws near."""

    deadline_id: UUID
    kind: str  # such as "answer"
    thing_id: UUID  # what is due, such as a referral
    organisation: UUID | None  # who is to do it
    due_on: date  # the last day
    due_at: datetime | None = None  # the moment of it; None: the whole day


@event("deadline.missed")
class DeadlineMissed:
    """The last day is over, and it was not done."""

    deadline_id: UUID
    kind: str
    thing_id: UUID
    organisation: UUID | None
    due_on: date
    due_at: datetime | None = None


@event("deadline.escalated")
class DeadlineEscalated:
    """It is still not done: whoever looks after all of them hears of it."""

    deadline_id: UUID
    kind: str
    thing_id: UUID
    organisation: UUID | None
    due_on: date
    due_at: datetime | None = None


StepTaken = DeadlineReminded | DeadlineMissed | DeadlineEscalated
