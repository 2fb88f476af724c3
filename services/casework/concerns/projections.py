"""The list of concerns, without a word of what they are about; and until when each waits."""

from sqlalchemy import Boolean, Column, Connection, Index, MetaData, String, Table, Uuid, update

from services.casework.concerns import events
from services.casework.concerns.rules import take_until
from services.casework.deadlines.projections import deadlines
from services.casework.deadlines.rules import CONCERN
from services.common.codes import ConcernStatus
from services.common.days import day_of
from services.common.deadlines import projections as clock
from shared.consumer.subscription import Projection
from shared.database.columns import UtcDateTime
from shared.database.upsert import upsert
from shared.store import Recorded

metadata = MetaData()
concerns = Table(
    "concerns",
    metadata,
    Column("concern_id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False),
    Column("organisation", Uuid, nullable=False),  # the provider
    Column("raised_by", Uuid, nullable=False),
    Column("raised_at", UtcDateTime, nullable=False),
    Column("is_danger", Boolean, nullable=False),
    Column("status", String(20), nullable=False),
    Column("taken_by", Uuid),  # NULL: nobody yet
    Column("taken_at", UtcDateTime),
    Column("closed_at", UtcDateTime),  # NULL: it is open
    Index("concerns_organisation", "organisation", "raised_at"),
)
concern_list = Projection("concerns", metadata)


@concern_list.on(events.ConcernRaised)
def list_it(db: Connection, event: events.ConcernRaised) -> None:
    values = {
        "case_id": event.case_id,
        "organisation": event.organisation,
        "raised_by": event.raised_by,
        "raised_at": event.raised_at,
        "is_danger": event.is_danger,
        "status": ConcernStatus.RAISED,
    }
    upsert(db, concerns, {"concern_id": event.concern_id}, values)


@concern_list.on(events.ConcernTaken, events.ConcernReopened)
def have(db: Connection, event: events.ConcernTaken | events.ConcernReopened) -> None:
    values = {
        "status": ConcernStatus.TAKEN,
        "taken_by": event.taken_by,
        "taken_at": event.taken_at,
        "closed_at": None,
    }
    _update(db, event, **values)


@concern_list.on_message(events.ConcernClosed)
def close(db: Connection, event: events.ConcernClosed, message: Recorded) -> None:
    _update(db, event, status=ConcernStatus.CLOSED, closed_at=message.recorded_at)


@deadlines.on(events.ConcernRaised)
def await_taking(db: Connection, event: events.ConcernRaised) -> None:
    since, home = event.raised_at, event.organisation
    clock.begin_at(db, CONCERN, event.concern_id, since, take_until(since), home)


@deadlines.on(events.ConcernTaken)
def wait_no_more(db: Connection, event: events.ConcernTaken) -> None:
    clock.meet(db, CONCERN, event.concern_id, day_of(event.taken_at))


def _update(db: Connection, event: events.ConcernEvent, **values: object) -> None:
    row = update(concerns).where(concerns.c.concern_id == event.concern_id)
    db.execute(row.values(values))
