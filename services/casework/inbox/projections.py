"""Letters: for what has happened in a case that somebody is to read, whoever caused it."""

from uuid import UUID

from sqlalchemy import Column, Connection, MetaData, Table, Uuid, delete, select

from services.casework.cases.events import (
    CaseClosed,
    CaseFollowedUp,
    CaseReopened,
    ResponsibleLeft,
    WorkerAssigned,
    WorkerReleased,
)
from services.casework.concerns.events import ConcernClosed, ConcernRaised, ConcernTaken
from services.casework.concerns.rules import take_until
from services.casework.entries.events import EntryRecorded, EntrySettled
from services.casework.inbox.rules import (
    APPOINTMENT_NOTICES,
    CONCERN_STEPS,
    EARLIER,
    FOLLOW_UP_NOTICES,
    HANDOVER_NOTICES,
    MEETING_NOTICES,
    NOTICES,
    OF_SUPPORT,
    SUMMARY_NOTICES,
    VISIT_NOTICES,
    WAITING,
)
from services.casework.inbox.texts import CASE, CONCERN, HANDOVER, SUMMARY, LetterKind
from services.casework.messages.events import MessageForwarded, MessageLeft
from services.casework.plan.events import PlanMeetingHeld
from services.casework.staffing.events import (
    HandOverAccepted,
    HandOverPlanned,
    HandOverWithdrawn,
)
from services.casework.summaries.events import (
    SummaryApproved,
    SummaryDiscarded,
    SummaryHandedOver,
    SummaryReturned,
)
from services.casework.visits.events import VisitLogged
from services.common.accesses.projections import tell_officers
from services.common.codes import DeadlineCode, EntryKind, Role, VisitStatus
from services.common.days import start_of
from services.common.deadlines.commands import CLOCK
from services.common.deadlines.domain import STEPS
from services.common.deadlines.events import DeadlineEscalated, DeadlineReminded, StepTaken
from shared import inbox
from shared.consumer.subscription import Projection
from shared.database.upsert import insert_new
from shared.inbox import Letter, member_of, role_of
from shared.store import Recorded

metadata = MetaData()
seats = Table(
    "letter_seats",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("person_id", Uuid, primary_key=True),
)
letters = Projection("inbox", inbox.metadata, metadata)
tell_officers(letters)


@letters.on_message(MessageLeft)
def deliver(db: Connection, event: MessageLeft, message: Recorded) -> None:
    recipients = _people(event.organisation, event.readers)
    kind = LetterKind.ANSWER
    if event.by_supporter:
        recipients.append(role_of(event.organisation, Role.NGO_COORDINATOR))
        kind = LetterKind.WORRY if event.is_worry else LetterKind.MESSAGE
    author = message.metadata["actor"]
    letter = Letter(
        event.message_id, kind, CASE, event.case_id, author, message.recorded_at, event.is_worry
    )
    inbox.send(db, letter, recipients)


@letters.on_message(MessageForwarded)
def forward(db: Connection, event: MessageForwarded, message: Recorded) -> None:
    recipients = _people(event.organisation, event.readers)
    recipients.append(role_of(event.organisation, Role.NGO_COORDINATOR))
    kind, author = LetterKind.REFERRAL_MESSAGE, message.metadata["actor"]
    letter = Letter(event.message_id, kind, CASE, event.case_id, author, message.recorded_at)
    inbox.send(db, letter, recipients)


@letters.on_message(ResponsibleLeft)
def miss_responsible(db: Connection, event: ResponsibleLeft, message: Recorded) -> None:
    recipients = [role_of(event.organisation, Role.NGO_COORDINATOR)]
    kind, author = LetterKind.RESPONSIBLE_LEFT, message.metadata["actor"]
    letter = Letter(message.id, kind, CASE, event.case_id, author, message.recorded_at)
    inbox.send(db, letter, recipients)


@letters.on(WorkerAssigned)
def join_team(db: Connection, event: WorkerAssigned) -> None:
    insert_new(db, seats, {"case_id": event.case_id, "person_id": event.person_id})


@letters.on(WorkerReleased)
def leave_team(db: Connection, event: WorkerReleased) -> None:
    is_it = seats.c.case_id == event.case_id, seats.c.person_id == event.person_id
    db.execute(delete(seats).where(*is_it))


@letters.on_message(*STEPS.values())
def tell_deadline(db: Connection, event: StepTaken, message: Recorded) -> None:
    """To the team; what has waited too long, or nobody's, to those who coordinate the cases."""
    if event.kind == DeadlineCode.CONCERN:
        _alarm_everybody(db, event, message)
    kind = NOTICES.get((event.kind, type(event)))
    if kind is None or event.organisation is None:
        return
    query = select(seats.c.person_id).where(seats.c.case_id == event.thing_id)
    readers = _people(event.organisation, tuple(db.execute(query).scalars()))
    if isinstance(event, DeadlineEscalated) or not readers:
        readers.append(role_of(event.organisation, Role.NGO_COORDINATOR))
    author, at = message.metadata["actor"], message.recorded_at
    is_late = not isinstance(event, DeadlineReminded)
    inbox.take_back(db, event.thing_id, *EARLIER[DeadlineCode(event.kind)])
    letter = Letter(message.id, kind, CASE, event.thing_id, author, at, urgent=is_late)
    inbox.send(db, letter, readers)


@letters.on_message(ConcernRaised)
def alarm(db: Connection, event: ConcernRaised, message: Recorded) -> None:
    """At once to who is to see to it; to whoever raised it, if nobody has it in time."""
    to, kind = _people(event.organisation, event.readers), LetterKind.CONCERN
    if event.to_all or not to:
        to.append(role_of(event.organisation, Role.NGO_COORDINATOR))
    author, at = str(event.raised_by), message.recorded_at
    inbox.send(db, Letter(message.id, kind, CONCERN, event.concern_id, author, at, urgent=True), to)
    waits, at = LetterKind.CONCERN_WAITS, take_until(event.raised_at)
    late = Letter(event.concern_id, waits, CONCERN, event.concern_id, CLOCK.id, at, urgent=True)
    inbox.send(db, late, _people(event.organisation, (event.raised_by,)))


@letters.on_message(ConcernTaken, ConcernClosed)
def calm(db: Connection, event: ConcernTaken | ConcernClosed, message: Recorded) -> None:
    """Whoever raised it hears that somebody has it, and that it was seen to."""
    inbox.take_back(db, event.concern_id, *WAITING)
    is_over = isinstance(event, ConcernClosed)
    kind = LetterKind.CONCERN_CLOSED if is_over else LetterKind.CONCERN_TAKEN
    author, at = message.metadata["actor"], message.recorded_at
    letter = Letter(message.id, kind, CONCERN, event.concern_id, author, at)
    inbox.send(db, letter, _people(event.organisation, (event.raised_by,)))


def _alarm_everybody(db: Connection, event: StepTaken, message: Recorded) -> None:
    """To all who coordinate, and who administer; of their own organisation alone."""
    kind = CONCERN_STEPS.get(type(event))
    if kind is None or event.organisation is None:
        return
    roles = (Role.NGO_COORDINATOR, Role.ADMINISTRATOR)
    author, at = message.metadata["actor"], message.recorded_at
    letter = Letter(message.id, kind, CONCERN, event.thing_id, author, at, urgent=True)
    inbox.send(db, letter, [role_of(event.organisation, role) for role in roles])


@letters.on_message(HandOverPlanned)
def ask_to_take_over(db: Connection, event: HandOverPlanned, message: Recorded) -> None:
    inbox.take_back(db, event.case_id, *HANDOVER_NOTICES)
    kind, to = LetterKind.HANDOVER_WAITS, _people(event.organisation, (event.to,))
    if event.notes is None:
        kind, to = HANDOVER_NOTICES[0], [role_of(event.organisation, Role.NGO_COORDINATOR)]
    author, at = message.metadata["actor"], message.recorded_at
    inbox.send(db, Letter(message.id, kind, HANDOVER, event.case_id, author, at), to)


@letters.on_message(HandOverAccepted)
def say_what_to_read(db: Connection, event: HandOverAccepted, message: Recorded) -> None:
    """On the first day of the new worker."""
    to = inbox.recipients_of(db, event.case_id, LetterKind.HANDOVER_WAITS)
    inbox.take_back(db, event.case_id, *HANDOVER_NOTICES)
    at = max(message.recorded_at, start_of(event.first_day))
    letter = Letter(message.id, LetterKind.HANDOVER_BEGINS, HANDOVER, event.case_id, CLOCK.id, at)
    inbox.send(db, letter, to)


@letters.on(HandOverWithdrawn)
def take_nothing_over(db: Connection, event: HandOverWithdrawn) -> None:
    inbox.take_back(db, event.case_id, *HANDOVER_NOTICES, LetterKind.HANDOVER_BEGINS)


@letters.on(CaseFollowedUp, CaseReopened)
def await_no_follow_up(db: Connection, event: CaseFollowedUp | CaseReopened) -> None:
    if isinstance(event, CaseReopened) or not event.early:
        inbox.take_back(db, event.case_id, *FOLLOW_UP_NOTICES)


@letters.on(CaseClosed)
def await_no_visit(db: Connection, event: CaseClosed) -> None:
    inbox.take_back(db, event.case_id, *OF_SUPPORT)


@letters.on(PlanMeetingHeld)
def have_met(db: Connection, event: PlanMeetingHeld) -> None:
    inbox.take_back(db, event.case_id, *MEETING_NOTICES)


@letters.on_message(EntryRecorded)
def pass_call_on(db: Connection, event: EntryRecorded, message: Recorded) -> None:
    """To the case's own people, whoever answered: they go on with it."""
    if event.kind == EntryKind.PHONE_24H:
        query = select(seats.c.person_id).where(seats.c.case_id == event.case_id)
        readers = _people(event.organisation, tuple(db.execute(query).scalars()))
        author, at = message.metadata["actor"], message.recorded_at
        letter = Letter(message.id, LetterKind.CALL, CASE, event.case_id, author, at)
        inbox.send(db, letter, readers)


@letters.on(EntrySettled)
def await_no_appointment(db: Connection, event: EntrySettled) -> None:
    inbox.take_back(db, event.case_id, *APPOINTMENT_NOTICES)


@letters.on_message(SummaryHandedOver)
def ask_for_approval(db: Connection, event: SummaryHandedOver, message: Recorded) -> None:
    inbox.take_back(db, event.summary_id, LetterKind.SUMMARY_RETURNED)
    readers = [role_of(event.organisation, Role.NGO_COORDINATOR)]
    _of_summary(db, event.summary_id, LetterKind.SUMMARY_WAITS, readers, message)


@letters.on_message(SummaryReturned)
def give_back(db: Connection, event: SummaryReturned, message: Recorded) -> None:
    inbox.take_back(db, event.summary_id, LetterKind.SUMMARY_WAITS)
    readers = _people(event.organisation, (event.writer,) if event.writer else ())
    _of_summary(db, event.summary_id, LetterKind.SUMMARY_RETURNED, readers, message)


@letters.on(SummaryApproved, SummaryDiscarded)
def await_no_summary(db: Connection, event: SummaryApproved | SummaryDiscarded) -> None:
    inbox.take_back(db, event.summary_id, LetterKind.SUMMARY_WAITS, LetterKind.SUMMARY_RETURNED)
    if isinstance(event, SummaryApproved):
        inbox.take_back(db, event.case_id, *SUMMARY_NOTICES)


@letters.on(VisitLogged)
def have_visited(db: Connection, event: VisitLogged) -> None:
    if event.status == VisitStatus.HELD:
        inbox.take_back(db, event.case_id, *VISIT_NOTICES)


def _of_summary(
    db: Connection, summary_id: UUID, kind: LetterKind, readers: list[str], message: Recorded
) -> None:
    author, at = message.metadata["actor"], message.recorded_at
    inbox.send(db, Letter(message.id, kind, SUMMARY, summary_id, author, at), readers)


def _people(organisation: UUID, readers: tuple[UUID, ...]) -> list[str]:
    return [member_of(organisation, person) for person in readers]
