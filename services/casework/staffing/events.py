"""Who joined and left a case, who takes it over, who stands in, and who may never open it."""

from datetime import date
from uuid import UUID

from services.common.codes import EarlierNotes, HandOverReason, TeamRole
from services.common.retention import CASE
from shared.kernel.events import event, personal


@event("worker.assigned", to=("referral", "volunteers"))
class WorkerAssigned:
    """Somebody of the provider joins the team, or takes another role in it: they may know who."""

    case_id: UUID
    person_id: UUID
    role: TeamRole
    on: date


@event("worker.released", to=("referral", "volunteers"))
class WorkerReleased:
    case_id: UUID
    person_id: UUID
    on: date


@event("case.responsible_left")
class ResponsibleLeft:
    """The responsible worker has left the organisation: somebody is to take the case over."""

    case_id: UUID
    organisation: UUID  # the provider
    person_id: UUID
    on: date


@event("handover.planned")
class HandOverPlanned:
    """A case is to go over to somebody else; a plan that follows holds instead of the last."""

    case_id: UUID
    organisation: UUID
    leaving: UUID | None  # whose seat it is; None: nobody has it
    to: UUID
    role: TeamRole  # of the seat
    first_day: date  # of the new worker
    reason: HandOverReason
    notes: EarlierNotes | None = None  # None: the coordinator has not decided yet
    notes_since: date | None = None  # with SINCE


@event("handover.accepted")
class HandOverAccepted:
    """The new worker takes it, as it was planned."""

    case_id: UUID
    leaving: UUID | None
    to: UUID
    role: TeamRole
    first_day: date
    notes: EarlierNotes
    notes_since: date | None = None


@event("handover.withdrawn")
class HandOverWithdrawn:
    case_id: UUID
    to: UUID


@event("case.handed_over", public=True)
class CaseHandedOver:
    """It goes over to another worker of the provider; who that is, others need not know."""

    case_id: UUID
    organisation: UUID
    reason: HandOverReason
    on: date  # the first day of the new worker


@event("stand_in.agreed")
class StandInAgreed:
    """Somebody does another's work in a case for a time."""

    case_id: UUID
    stand_in_id: UUID
    person_id: UUID
    instead_of: UUID
    since: date
    until: date  # the last day


@event("stand_in.ended")
class StandInEnded:
    """Its last day is over, or it was ended before."""

    case_id: UUID
    stand_in_id: UUID
    person_id: UUID
    on: date


@event("case.person_locked_out")
class PersonLockedOut:
    """Somebody of the provider may never open it, such as a relative."""

    case_id: UUID
    subject_id: UUID
    person_id: UUID
    on: date
    reason: str = personal(of="subject_id", retention=CASE)


@event("case.person_let_in")
class PersonLetIn:
    """The lock was a mistake, or is needed no more."""

    case_id: UUID
    person_id: UUID
    on: date


@event("case.kept_from", to=("referral",))
class CaseKeptFrom:
    """Who may not open the case knows its family nowhere else either; why is not told."""

    case_id: UUID
    person_id: UUID
    is_kept: bool = True


StaffingEvent = (
    WorkerAssigned
    | WorkerReleased
    | ResponsibleLeft
    | HandOverPlanned
    | HandOverAccepted
    | HandOverWithdrawn
    | CaseHandedOver
    | StandInAgreed
    | StandInEnded
    | PersonLockedOut
    | PersonLetIn
    | CaseKeptFrom
)
