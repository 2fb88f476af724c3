"""The administrators' list of feedback, and the clock of its answers."""

from sqlalchemy import Column, Connection, Date, MetaData, Table, Uuid, delete, update

from services.common.deadlines import projections as clock
from services.common.deadlines.rules import DeadlineKind
from services.common.erasure.events import PersonErased
from services.referral.feedback import events
from services.referral.feedback.rules import due_on
from shared import inbox
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert

metadata = MetaData()
feedback = Table(
    "feedback",
    metadata,
    Column("feedback_id", Uuid, primary_key=True),
    Column("received_on", Date, nullable=False),
    Column("answered_on", Date),  # NULL: it waits
    Column("latest", Date, nullable=False, index=True),
)
feedback_list = Projection("feedback", metadata)


@feedback_list.on(events.FeedbackReceived)
def list_feedback(db: Connection, event: events.FeedbackReceived) -> None:
    values = {"received_on": event.received_on, "latest": event.received_on}
    upsert(db, feedback, {"feedback_id": event.feedback_id}, values)


@feedback_list.on(events.FeedbackAnswered)
def answer(db: Connection, event: events.FeedbackAnswered) -> None:
    row = update(feedback).where(feedback.c.feedback_id == event.feedback_id)
    db.execute(row.values(answered_on=event.on, latest=event.on))


@feedback_list.on(PersonErased)
def forget(db: Connection, event: PersonErased) -> None:
    db.execute(delete(feedback).where(feedback.c.feedback_id == event.person_id))


def count_days(deadlines: Projection, kind: DeadlineKind) -> None:
    """Let the clock keep the days within which feedback is answered."""

    @deadlines.on(events.FeedbackReceived)
    def begin(db: Connection, event: events.FeedbackReceived) -> None:
        since = event.received_on
        clock.begin(db, kind, event.feedback_id, since=since, due_on=due_on(since))

    @deadlines.on(events.FeedbackAnswered)
    def meet(db: Connection, event: events.FeedbackAnswered) -> None:
        clock.meet(db, kind, event.feedback_id, event.on)


def tell_no_more(letters: Projection, *notices: str) -> None:
    """Let an answer take back what the clock has said."""

    @letters.on(events.FeedbackAnswered)
    def take_back(db: Connection, event: events.FeedbackAnswered) -> None:
        inbox.take_back(db, event.feedback_id, *notices)
