"""Requests for a pair as lists read them, without a word of any text; and the minutes given."""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    Uuid,
    delete,
    update,
)

from services.common.codes import PairWorkStatus
from services.common.erasure.events import PersonErased
from services.referral.pairwork import events
from services.referral.pairwork.domain import Proposal
from services.referral.pairwork.rules import starts_at
from shared.consumer.subscription import Projection
from shared.database.columns import UtcDateTime
from shared.database.upsert import upsert

metadata = MetaData()
requests = Table(
    "pairwork_requests",
    metadata,
    Column("pairwork_id", Uuid, primary_key=True),
    Column("organisation", Uuid, nullable=False, index=True),  # the professional's
    Column("partner", Uuid, index=True),  # whose worker is offered or comes; NULL: nobody's
    Column("theme", String(20), nullable=False),
    Column("profession", String(20), nullable=False),
    Column("municipality", String(3), nullable=False),
    Column("status", String(10), nullable=False),
    Column("asked_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("day", Date),  # as it was agreed last; NULL: nothing is agreed
    Column("latest", Date, nullable=False, index=True),  # the last word or the meeting
)
hours = Table(  # nobody's: what each employer gave; it stays when the request is erased
    "pairwork_hours",
    metadata,
    Column("pairwork_id", Uuid, primary_key=True),
    Column("organisation", Uuid, nullable=False, index=True),  # the professional's
    Column("partner", Uuid, index=True),  # whose worker came along; NULL: not held so far
    Column("theme", String(20), nullable=False),
    Column("profession", String(20), nullable=False),
    Column("municipality", String(3), nullable=False),
    Column("day", Date, index=True),  # NULL: not held so far
    Column("ngo_work", Integer, nullable=False, server_default="0"),  # minutes
    Column("ngo_travel", Integer, nullable=False, server_default="0"),
    Column("municipal_work", Integer, nullable=False, server_default="0"),
    Column("municipal_travel", Integer, nullable=False, server_default="0"),
)
pairwork_list = Projection("pairwork", metadata)
times_metadata = MetaData()
times = Table(
    "pairwork_times",
    times_metadata,
    Column("pairwork_id", Uuid, primary_key=True),
    Column("is_agreed", Boolean, primary_key=True),  # or else it waits for the other side's yes
    Column("worker", Uuid, nullable=False),
    Column("starts_at", UtcDateTime, nullable=False, index=True),
    Column("minutes", Integer, nullable=False),
)
pairwork_times = Projection("pairwork_times", times_metadata)


@pairwork_list.on(events.PairWorkAsked)
def begin(db: Connection, event: events.PairWorkAsked) -> None:
    key = {"pairwork_id": event.pairwork_id}
    names = ("organisation", "theme", "profession", "municipality")
    about = {name: getattr(event, name) for name in names}
    days = {"asked_on": event.on, "due_on": event.due_on, "latest": event.on}
    upsert(db, requests, key, {**about, **days, "status": PairWorkStatus.OPEN})
    upsert(db, hours, key, about)


@pairwork_list.on(events.PairWorkOffered)
def offer(db: Connection, event: events.PairWorkOffered) -> None:
    offered = {"partner": event.organisation, "status": PairWorkStatus.OFFERED}
    _say(db, event, **offered, latest=event.on)


@pairwork_list.on(events.PairWorkAgreed)
def agree(db: Connection, event: events.PairWorkAgreed) -> None:
    latest = max(event.on, event.day)
    _say(db, event, status=PairWorkStatus.AGREED, day=event.day, latest=latest)


@pairwork_list.on(events.OfferRefused, events.OfferWithdrawn, events.OfferLapsed)
def look_again(db: Connection, event: events.Reopening) -> None:
    """Of an offer; where only another time was proposed, what was agreed stays."""
    if event.due_on is not None:
        again = {"partner": None, "status": PairWorkStatus.OPEN, "due_on": event.due_on}
        _say(db, event, **again, latest=event.on)


@pairwork_list.on(events.PairWorkWithdrawn, events.PairWorkCancelled, events.PairWorkNotHeld)
def end(db: Connection, event: Any) -> None:
    status = {
        events.PairWorkWithdrawn: PairWorkStatus.WITHDRAWN,
        events.PairWorkCancelled: PairWorkStatus.CANCELLED,
        events.PairWorkNotHeld: PairWorkStatus.NOT_HELD,
    }[type(event)]
    _say(db, event, status=status)


@pairwork_list.on(events.MinutesWritten)
def give(db: Connection, event: events.MinutesWritten) -> None:
    _say(db, event, latest=event.on)
    side = "municipal" if event.is_asker else "ngo"
    given = {f"{side}_work": event.work_minutes, f"{side}_travel": event.travel_minutes}
    db.execute(update(hours).where(hours.c.pairwork_id == event.pairwork_id).values(given))


@pairwork_list.on(events.PairWorkHeld)
def hold(db: Connection, event: events.PairWorkHeld) -> None:
    _say(db, event, status=PairWorkStatus.HELD)
    row = update(hours).where(hours.c.pairwork_id == event.pairwork_id)
    db.execute(row.values(partner=event.organisation, day=event.day))


@pairwork_list.on(PersonErased)
def forget(db: Connection, event: PersonErased) -> None:
    """Its texts are erased: the line goes, the minutes stay."""
    db.execute(delete(requests).where(requests.c.pairwork_id == event.person_id))


@pairwork_times.on(events.PairWorkOffered, events.MoveProposed)
def keep_proposed(db: Connection, event: Proposal) -> None:
    _keep_time(db, event, is_agreed=False)


@pairwork_times.on(events.PairWorkAgreed)
def keep_agreed(db: Connection, event: events.PairWorkAgreed) -> None:
    _keep_time(db, event, is_agreed=True)
    give_back(db, event)


@pairwork_times.on(events.OfferRefused, events.OfferWithdrawn, events.OfferLapsed)
def give_back(db: Connection, event: events.Reopening | events.PairWorkAgreed) -> None:
    """What was proposed; what was agreed stays."""
    row = delete(times).where(times.c.pairwork_id == event.pairwork_id)
    db.execute(row.where(times.c.is_agreed.is_(False)))


@pairwork_times.on(events.PairWorkWithdrawn, events.PairWorkCancelled, events.PairWorkNotHeld)
def give_all_back(db: Connection, event: Any) -> None:
    db.execute(delete(times).where(times.c.pairwork_id == event.pairwork_id))


@pairwork_times.on(PersonErased)
def forget_times(db: Connection, event: PersonErased) -> None:
    db.execute(delete(times).where(times.c.pairwork_id == event.person_id))


def _keep_time(db: Connection, event: Proposal | events.PairWorkAgreed, *, is_agreed: bool) -> None:
    key = {"pairwork_id": event.pairwork_id, "is_agreed": is_agreed}
    time = {"worker": event.worker, "starts_at": starts_at(event), "minutes": event.minutes}
    upsert(db, times, key, time)


def _say(db: Connection, event: Any, **values: Any) -> None:
    row = update(requests).where(requests.c.pairwork_id == event.pairwork_id)
    db.execute(row.values(values))
