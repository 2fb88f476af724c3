"""The summaries of each case, and which editions the sender has read: ids, codes and days."""

from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Date, Integer, MetaData, String, Table, Uuid

from services.casework.summaries import events
from services.common.codes import SummaryStatus
from services.referral.summaries.events import SummaryRead
from shared.consumer.subscription import Projection
from shared.database.columns import UtcDateTime
from shared.database.upsert import upsert
from shared.store import Recorded

metadata = MetaData()
summaries = Table(
    "summaries",
    metadata,
    Column("summary_id", Uuid, primary_key=True),
    Column("case_id", Uuid, index=True),
    Column("organisation", Uuid, index=True),  # the provider
    Column("since", Date),  # the period of what was written last
    Column("until", Date),
    Column("status", String(10)),
    Column("edition", Integer),  # the last approved; NULL: none yet
    Column("approved_until", Date),  # of the last approved
    Column("sent_on", Date),  # NULL: the sender has none
    Column("handed_over_on", Date),
    Column("by", String(80)),  # who wrote or decided last
    Column("moved_at", UtcDateTime),
)
readings = Table(
    "summary_readings",
    metadata,
    Column("summary_id", Uuid, primary_key=True),
    Column("edition", Integer, primary_key=True),
    Column("case_id", Uuid, nullable=False, index=True),
    Column("read_on", Date, nullable=False),
)
summary_list = Projection("summaries", metadata)


@summary_list.on_message(events.SummaryBegun)
def begin(db: Connection, event: events.SummaryBegun, message: Recorded) -> None:
    days = {"since": event.since, "until": event.until}
    _keep(db, event, message, status=SummaryStatus.DRAFT, **days)


@summary_list.on_message(events.SummaryWritten)
def write(db: Connection, event: events.SummaryWritten, message: Recorded) -> None:
    _keep(db, event, message, since=event.since, until=event.until)


@summary_list.on_message(events.SummaryHandedOver)
def hand_over(db: Connection, event: events.SummaryHandedOver, message: Recorded) -> None:
    _keep(db, event, message, status=SummaryStatus.WAITING, handed_over_on=event.on)


@summary_list.on_message(events.SummaryReturned, events.CorrectionBegun)
def begin_again(
    db: Connection, event: events.SummaryReturned | events.CorrectionBegun, message: Recorded
) -> None:
    _keep(db, event, message, status=SummaryStatus.DRAFT)


@summary_list.on_message(events.SummaryApproved)
def approve(db: Connection, event: events.SummaryApproved, message: Recorded) -> None:
    approved = {"edition": event.edition, "approved_until": event.until}
    days = {"since": event.since, "until": event.until}
    _keep(db, event, message, status=SummaryStatus.APPROVED, **approved, **days)


@summary_list.on_message(events.SummarySent)
def send(db: Connection, event: events.SummarySent, message: Recorded) -> None:
    _keep(db, event, message, status=SummaryStatus.SENT, sent_on=event.on)


@summary_list.on_message(events.SummaryDiscarded)
def discard(db: Connection, event: events.SummaryDiscarded, message: Recorded) -> None:
    """Of a correction, what was approved before holds as it was."""
    _keep(db, event, message, status=event.status, since=event.since, until=event.until)


@summary_list.on(SummaryRead)
def note_reading(db: Connection, event: SummaryRead) -> None:
    key = {"summary_id": event.summary_id, "edition": event.edition}
    upsert(db, readings, key, {"case_id": event.case_id, "read_on": event.on})


def _keep(db: Connection, event: Any, message: Recorded, **values: Any) -> None:
    summary_id: UUID = event.summary_id
    about = {"case_id": event.case_id}
    if (organisation := getattr(event, "organisation", None)) is not None:
        about["organisation"] = organisation
    by = {"by": message.metadata["actor"], "moved_at": message.recorded_at}
    upsert(db, summaries, {"summary_id": summary_id}, {**about, **by, **values})
