"""What has happened in a case, in its order: a row for everything its people should find again.

Rows hold codes and figures; the words are made when somebody reads them, in their language. What
somebody wrote is kept sealed beside them.
"""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Uuid,
    insert,
)

from services.casework.agreements.events import AgreementDrawnUp, AgreementSigned
from services.casework.cases import events
from services.casework.contact.events import ContactReaderNamed, ContactReaderRemoved, ContactShown
from services.casework.course import events as course
from services.casework.entries import events as entries
from services.casework.networkmaps.events import NetworkMapDrawn
from services.casework.plan import events as plan
from services.casework.staffing import events as staffing
from services.casework.visits import events as visits
from services.common.retention import CASE
from shared.consumer.subscription import Projection
from shared.database.columns import Personal, UtcDateTime
from shared.store import Recorded

metadata = MetaData()
moments = Table(
    "moments",
    metadata,
    Column("position", Integer, primary_key=True),  # of the event that says it
    Column("case_id", Uuid, nullable=False),
    Column("on", Date, nullable=False),
    Column("what", String(30), nullable=False),  # the event's name
    Column("facts", JSON, nullable=False),
    Column("by", String(80), nullable=False),  # who recorded it
    Column("at", UtcDateTime),  # when it was recorded; NULL: before that was kept
    Column("part_id", Uuid),  # of the visit, goal or meeting; NULL: of the case itself
    Column("subject_id", Uuid),  # whose words; NULL: no words
    Column("words", Personal(of="subject_id", retention=CASE)),
    Index("moments_case", "case_id", "on"),
    Index("moments_part", "part_id"),
)

FINNISH = ZoneInfo("Europe/Helsinki")
THINGS = "part visit goal meeting measurement entry map paper"
PARTS = tuple(f"{thing}_id" for thing in THINGS.split())

timeline = Projection("timeline", metadata)


@timeline.on_message(events.CaseOpened)
def begin(db: Connection, event: events.CaseOpened, message: Recorded) -> None:
    _add(db, event, message, on=event.opened_on)


@timeline.on_message(events.FamilyCorrected)
def put_right(db: Connection, event: events.FamilyCorrected, message: Recorded) -> None:
    _add(db, event, message, on=event.on, words=event.reason, changed=",".join(event.changed))


@timeline.on_message(events.WorkerAssigned)
def welcome(db: Connection, event: events.WorkerAssigned, message: Recorded) -> None:
    _add(db, event, message, on=event.on, person=str(event.person_id), role=event.role)


@timeline.on_message(events.WorkerReleased)
def part(db: Connection, event: events.WorkerReleased, message: Recorded) -> None:
    _add(db, event, message, on=event.on, person=str(event.person_id))


@timeline.on_message(ContactReaderNamed, ContactReaderRemoved)
def note_naming(
    db: Connection, event: ContactReaderNamed | ContactReaderRemoved, message: Recorded
) -> None:
    _add(db, event, message, on=event.on, person=str(event.person_id))


@timeline.on_message(ContactShown)
def note_viewing(db: Connection, event: ContactShown, message: Recorded) -> None:
    _add(db, event, message, on=event.on, words=event.reason)


@timeline.on_message(course.TaskDone)
def tick_off(db: Connection, event: course.TaskDone, message: Recorded) -> None:
    _add(db, event, message, on=event.on, task=event.code)


@timeline.on_message(course.TaskWaived)
def pass_over(db: Connection, event: course.TaskWaived, message: Recorded) -> None:
    _add(db, event, message, on=event.on, words=event.reason, task=event.code)


@timeline.on_message(course.PhaseAdvanced)
def move_on(db: Connection, event: course.PhaseAdvanced, message: Recorded) -> None:
    _add(db, event, message, on=event.on, previous=event.previous, phase=event.phase)


@timeline.on_message(course.PhaseJustified)
def justify(db: Connection, event: course.PhaseJustified, message: Recorded) -> None:
    _add(db, event, message, on=event.on, words=event.best_interest, phase=event.phase)


@timeline.on_message(events.EarlyEndExplained)
def explain(db: Connection, event: events.EarlyEndExplained, message: Recorded) -> None:
    _add(db, event, message, on=event.on, words=event.reason)


@timeline.on_message(plan.GoalSet)
def aim(db: Connection, event: plan.GoalSet, message: Recorded) -> None:
    _add(db, event, message, on=event.set_on, words=event.text)


@timeline.on_message(plan.GoalScored)
def judge(db: Connection, event: plan.GoalScored, message: Recorded) -> None:
    goal = str(event.goal_id)
    _add(db, event, message, on=event.assessed_on, goal=goal, value=event.value)


@timeline.on_message(plan.PlanMeetingHeld)
def meet(db: Connection, event: plan.PlanMeetingHeld, message: Recorded) -> None:
    met = event.goals_being_met
    _add(
        db, event, message, on=event.held_on, words=event.decisions, present=event.present, met=met
    )


@timeline.on_message(plan.MeasurementTaken)
def measure(db: Connection, event: plan.MeasurementTaken, message: Recorded) -> None:
    value = str(event.value)
    _add(db, event, message, on=event.measured_on, indicator=event.indicator, value=value)


@timeline.on_message(visits.VisitLogged, visits.VisitCorrected)
def visit(
    db: Connection, event: visits.VisitLogged | visits.VisitCorrected, message: Recorded
) -> None:
    facts = {"kind": event.kind, "status": event.status, "minutes": event.minutes}
    _add(db, event, message, on=event.held_on, day=event.held_on, **facts)


@timeline.on_message(visits.VisitNoted)
def note_visit(db: Connection, event: visits.VisitNoted, message: Recorded) -> None:
    """For the page of the visit: what was said before it was corrected."""
    _add(db, event, message, on=_day(message), words=event.notes)


@timeline.on_message(visits.VisitCorrectionExplained)
def explain_visit(
    db: Connection, event: visits.VisitCorrectionExplained, message: Recorded
) -> None:
    _add(db, event, message, on=_day(message), words=event.reason)


@timeline.on_message(visits.VisitEnteredInError)
def take_visit_out(db: Connection, event: visits.VisitEnteredInError, message: Recorded) -> None:
    _add(db, event, message, on=_day(message))


@timeline.on_message(events.CaseClosed)
def close(db: Connection, event: events.CaseClosed, message: Recorded) -> None:
    facts = {"end_reason": event.end_reason, "outcome": event.outcome, "early": event.early}
    _add(db, event, message, on=event.on, **facts)


@timeline.on_message(events.CaseFollowedUp)
def follow_up(db: Connection, event: events.CaseFollowedUp, message: Recorded) -> None:
    _add(db, event, message, on=event.assessed_on, outcome=event.outcome)


@timeline.on_message(events.CaseReopened, events.FollowUpTakenBack, AgreementSigned)
def go_on(
    db: Connection,
    event: events.CaseReopened | events.FollowUpTakenBack | AgreementSigned,
    message: Recorded,
) -> None:
    _add(db, event, message, on=event.on)


@timeline.on_message(events.CorrectionExplained)
def say_why(db: Connection, event: events.CorrectionExplained, message: Recorded) -> None:
    _add(db, event, message, on=event.on, words=event.reason)


@timeline.on_message(course.TaskReopened)
def open_again(db: Connection, event: course.TaskReopened, message: Recorded) -> None:
    _add(db, event, message, on=event.on, task=event.code)


@timeline.on_message(course.PhaseTakenBack)
def move_back(db: Connection, event: course.PhaseTakenBack, message: Recorded) -> None:
    _add(db, event, message, on=event.on, phase=event.phase)


@timeline.on_message(plan.GoalCorrected)
def aim_better(db: Connection, event: plan.GoalCorrected, message: Recorded) -> None:
    _add(db, event, message, on=_day(message), words=event.text)


@timeline.on_message(plan.PlanMeetingCorrected)
def meet_otherwise(db: Connection, event: plan.PlanMeetingCorrected, message: Recorded) -> None:
    facts = {"present": event.present, "met": event.goals_being_met, "day": event.held_on}
    _add(db, event, message, on=_day(message), words=event.decisions, **facts)


@timeline.on_message(plan.MeasurementCorrected)
def measure_otherwise(db: Connection, event: plan.MeasurementCorrected, message: Recorded) -> None:
    facts = {"indicator": event.indicator, "value": event.value, "day": event.measured_on}
    _add(db, event, message, on=_day(message), **facts)


@timeline.on_message(plan.PlanEnteredInError)
def take_back(db: Connection, event: plan.PlanEnteredInError, message: Recorded) -> None:
    _add(db, event, message, on=_day(message), day=event.scored_on)


@timeline.on_message(entries.EntryRecorded, entries.EntryCorrected)
def write(
    db: Connection, event: entries.EntryRecorded | entries.EntryCorrected, message: Recorded
) -> None:
    is_new = isinstance(event, entries.EntryRecorded)
    names = ("kind", "status", "minutes", "party", "cost_kind", "costs")
    facts = {name: getattr(event, name) for name in names}
    on = event.held_on if is_new else _day(message)
    _add(db, event, message, on=on, day=event.held_on, **facts)


@timeline.on_message(entries.EntryNoted)
def write_words(db: Connection, event: entries.EntryNoted, message: Recorded) -> None:
    _add(db, event, message, on=_day(message), words=event.text)


@timeline.on_message(entries.EntrySettled)
def settle(db: Connection, event: entries.EntrySettled, message: Recorded) -> None:
    facts = {"kind": event.kind, "status": event.status, "day": event.held_on}
    _add(db, event, message, on=_day(message), **facts)


@timeline.on_message(entries.EntryEnteredInError)
def unwrite(db: Connection, event: entries.EntryEnteredInError, message: Recorded) -> None:
    _add(db, event, message, on=_day(message))


@timeline.on_message(entries.EntryCorrectionExplained)
def say_why_written(
    db: Connection, event: entries.EntryCorrectionExplained, message: Recorded
) -> None:
    _add(db, event, message, on=_day(message), words=event.reason)


@timeline.on_message(staffing.HandOverAccepted, staffing.StandInAgreed)
def change_hands(db: Connection, event: Any, message: Recorded) -> None:
    names = ("to", "first_day", "person_id", "since", "until")
    facts = {name: getattr(event, name) for name in names if hasattr(event, name)}
    _add(db, event, message, on=_day(message), **facts)


@timeline.on_message(NetworkMapDrawn, AgreementDrawnUp)
def draw(db: Connection, event: NetworkMapDrawn | AgreementDrawnUp, message: Recorded) -> None:
    _add(db, event, message, on=event.drawn_on)


def _day(message: Recorded) -> date:
    return message.recorded_at.astimezone(FINNISH).date()


def _add(
    db: Connection, event: Any, message: Recorded, *, on: date, words: Any = None, **facts: Any
) -> None:
    db.execute(
        insert(moments).values(
            position=message.position,
            case_id=event.case_id,
            on=on,
            what=message.name,
            facts={name: str(v) if v is not None else None for name, v in facts.items()},
            by=message.metadata["actor"],
            at=message.recorded_at,
            part_id=next((getattr(event, n) for n in PARTS if hasattr(event, n)), None),
            subject_id=getattr(event, "subject_id", None),
            words=words,
        )
    )
