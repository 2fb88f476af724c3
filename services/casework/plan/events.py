"""What has happened to the plan of a case: part of the case's own history, and private.

Goals are scored on the scale of goal attainment scaling, from -2 to +2 with 0 as expected.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from services.common.codes import Assessor, Attendee
from services.common.retention import CASE
from shared.kernel.events import event, personal


@event("goal.set")
class GoalSet:
    case_id: UUID
    subject_id: UUID
    goal_id: UUID
    text: str = personal(of="subject_id", retention=CASE)
    weight: Decimal  # relative to the other goals
    set_on: date
    profession: str | None = None  # of the programme's team, who answers for it; None: all
    doing: str = personal(of="subject_id", retention=CASE, default="")  # who does what


@event("goal.scored")
class GoalScored:
    """Said again for the same day when the first score was wrong."""

    case_id: UUID
    goal_id: UUID
    value: int  # -2 to 2
    assessed_on: date
    assessed_by: Assessor


@event("plan_meeting.held")
class PlanMeetingHeld:
    case_id: UUID
    subject_id: UUID
    meeting_id: UUID
    held_on: date
    goals_being_met: bool
    present: int  # people
    participants: tuple[str, ...] = personal(of="subject_id", retention=CASE)
    decisions: str = personal(of="subject_id", retention=CASE)
    roles: tuple[Annotated[str, Attendee], ...] = ()  # as what they were there
    next_on: date | None = None  # when it is looked at again; None: not agreed


@event("measurement.taken")
class MeasurementTaken:
    case_id: UUID
    measurement_id: UUID
    indicator: str  # "gas", "3x10d.1" … "3x10d.10", or a code of the programme's own
    value: Decimal
    measured_on: date


@event("goal.corrected")
class GoalCorrected:
    case_id: UUID
    subject_id: UUID
    goal_id: UUID
    text: str = personal(of="subject_id", retention=CASE)
    weight: Decimal
    profession: str | None = None
    doing: str = personal(of="subject_id", retention=CASE, default="")


@event("plan_meeting.corrected")
class PlanMeetingCorrected:
    """What holds of a meeting instead."""

    case_id: UUID
    subject_id: UUID
    meeting_id: UUID
    held_on: date
    goals_being_met: bool
    present: int
    participants: tuple[str, ...] = personal(of="subject_id", retention=CASE)
    decisions: str = personal(of="subject_id", retention=CASE)
    roles: tuple[Annotated[str, Attendee], ...] = ()
    next_on: date | None = None


@event("measurement.corrected")
class MeasurementCorrected:
    case_id: UUID
    measurement_id: UUID
    indicator: str
    value: Decimal
    measured_on: date


@event("plan.entered_in_error")
class PlanEnteredInError:
    """A goal, a meeting or a measurement that never was; of a goal with a day, that day's score."""

    case_id: UUID
    part_id: UUID
    scored_on: date | None = None


@event("goal.disclosed", to=("referral",))
class GoalDisclosed:
    """A goal as it stands, for the sender to read; told at disclosure level L3 alone."""

    case_id: UUID
    referral_id: UUID
    subject_id: UUID
    goal_id: UUID
    text: str = personal(of="subject_id", retention=CASE)
    weight: Decimal
    set_on: date
    score: int | None = None  # the newest, -2 to 2
    assessed_on: date | None = None


@event("measurement.counted", to=("reporting",))
class MeasurementCounted:
    """How a measurement stands now, for the figures of the programme's provider."""

    case_id: UUID
    measurement_id: UUID
    programme: str
    organisation: UUID
    indicator: str
    value: Decimal | None  # None: it never was
    measured_on: date


@event("plan.profession_taken")
class ProfessionTaken:
    """Somebody of the team works in the plan as one of the programme's professions."""

    case_id: UUID
    person_id: UUID
    profession: str | None = None  # None: as none of them any more
    on: date


PlanEvent = (
    GoalSet
    | ProfessionTaken
    | GoalCorrected
    | GoalScored
    | PlanMeetingHeld
    | PlanMeetingCorrected
    | MeasurementTaken
    | MeasurementCorrected
    | PlanEnteredInError
    | GoalDisclosed
    | MeasurementCounted
)
