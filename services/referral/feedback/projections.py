"""The administrators' list of feedback."""

from sqlalchemy import Column, Connection, Date, MetaData, Table, Uuid, delete, update

from services.common.erasure.events import PersonErased
from services.referral.feedback import events
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
