"""What has happened to a concern about a child's safety: for this service alone.

None of it is public: that there is a concern says something of a family already, so that neither
the sender nor a figure may learn of it. What it is about lies sealed for the case's person.
"""

from datetime import date, datetime
from uuid import UUID

from services.common.codes import ConcernAct, ConcernSign, NotificationWay
from services.common.retention import CASE
from shared.kernel.events import event, personal


@event("concern.raised")
class ConcernRaised:
    concern_id: UUID
    case_id: UUID
    subject_id: UUID
    organisation: UUID  # the provider, whose coordinators see to it
    raised_by: UUID
    raised_at: datetime
    volunteer_id: UUID | None = None  # None: one of the case's own people
    readers: tuple[UUID, ...] = ()  # who hears of it at once
    to_all: bool = True  # so do all coordinators: none of them is on the case
    is_danger: bool = False  # the child is in danger now
    may_call: bool = False
    signs: tuple[ConcernSign, ...] = personal(of="subject_id", retention=CASE, default=())
    seen: str = personal(of="subject_id", retention=CASE, default="")  # when, in their words
    text: str = personal(of="subject_id", retention=CASE, default="")


@event("concern.taken")
class ConcernTaken:
    """Somebody sees to it from now on."""

    concern_id: UUID
    case_id: UUID
    organisation: UUID
    raised_by: UUID  # who hears of it
    taken_by: UUID
    taken_at: datetime


@event("concern.acted")
class ConcernActed:
    """What was done about it, when and by whom."""

    concern_id: UUID
    act_id: UUID
    case_id: UUID
    subject_id: UUID
    on: date
    act: ConcernAct | None = personal(of="subject_id", retention=CASE)
    done_at: str = personal(of="subject_id", retention=CASE, default="")  # "07:50", Finnish time
    done_by: str = personal(of="subject_id", retention=CASE, default="")  # empty: who recorded it
    county: str = personal(of="subject_id", retention=CASE, default="")  # of a notification
    method: NotificationWay | None = personal(of="subject_id", retention=CASE, default=None)
    text: str = personal(of="subject_id", retention=CASE, default="")


@event("concern.closed")
class ConcernClosed:
    concern_id: UUID
    case_id: UUID
    subject_id: UUID
    organisation: UUID
    raised_by: UUID  # who hears of it
    on: date
    outcome: ConcernAct | None = personal(of="subject_id", retention=CASE)
    reason: str = personal(of="subject_id", retention=CASE)


@event("concern.reopened")
class ConcernReopened:
    """It was not over; whoever reopens it has it."""

    concern_id: UUID
    case_id: UUID
    subject_id: UUID
    on: date
    taken_by: UUID
    taken_at: datetime
    reason: str = personal(of="subject_id", retention=CASE)


ConcernEvent = ConcernRaised | ConcernTaken | ConcernActed | ConcernClosed | ConcernReopened
