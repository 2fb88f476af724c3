"""Until when somebody takes a package, both sides agree, and when its sessions are."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Column, Connection, Date, MetaData, Table, Uuid, select, update

from services.common import workdays
from services.common.deadlines import projections as clock
from services.common.deadlines.rules import DeadlineKind
from services.referral.package_plans import events as planned
from services.referral.packages import events
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert

TAKEN_IN, AGREED_IN = 5, 20  # working days
metadata = MetaData()
sessions = Table(
    "package_sessions",
    metadata,
    Column("session_id", Uuid, primary_key=True),
    Column("package_id", Uuid, nullable=False, index=True),
    Column("host", Uuid),
    Column("day", Date),  # NULL: not said yet
    Column("planned_on", Date, nullable=False),  # that it is on that day
    Column("is_planned", Boolean, nullable=False),  # or it was left out
    Column("is_held", Boolean, nullable=False),
)


def taken_by(on: date, by_when: date) -> date:
    """The last day for somebody to take it, when it is needed at the latest."""
    return max(on, min(workdays.due(on, TAKEN_IN), by_when))


def count_requests(deadlines: Projection, request: DeadlineKind, plan: DeadlineKind) -> None:
    """Let the clock keep until when it is taken, and then agreed to."""

    @deadlines.on(events.PackageRequested)
    def begin(db: Connection, event: events.PackageRequested) -> None:
        due, whose = taken_by(event.on, event.by_when), {"waiting": event.organisation}
        clock.begin(db, request, event.package_id, since=event.on, due_on=due, **whose)

    @deadlines.on(events.PackageTaken)
    def plan_it(db: Connection, event: events.PackageTaken) -> None:
        row = clock.row_of(db, request, event.package_id)
        clock.meet(db, request, event.package_id, event.on)
        whose = {"organisation": event.organisation, "waiting": row.waiting}
        due = workdays.due(event.on, AGREED_IN)
        clock.begin(db, plan, event.package_id, since=event.on, due_on=due, **whose)

    @deadlines.on(events.PackageGivenBack)
    def begin_anew(db: Connection, event: events.PackageGivenBack) -> None:
        row = clock.row_of(db, request, event.package_id)
        clock.meet(db, plan, event.package_id, event.on)
        since, due = event.on, workdays.due(event.on, TAKEN_IN)
        whose = {"waiting": row.waiting}
        clock.begin(db, request, event.package_id, since=since, due_on=due, **whose)


def count_sessions(
    deadlines: Projection, request: DeadlineKind, plan: DeadlineKind, session: DeadlineKind
) -> None:
    """Let the clock remind of each agreed session, and ask who came the day after."""
    _know_sessions(deadlines)

    @deadlines.on(events.PackageAgreed)
    def begin(db: Connection, event: events.PackageAgreed) -> None:
        """What was planned is what holds now."""
        clock.meet(db, plan, event.package_id, event.on)
        waiting = clock.row_of(db, request, event.package_id).waiting
        for row in _of_package(db, event.package_id):
            if not row.is_planned:
                clock.meet(db, session, row.session_id, event.on)
            elif not row.is_held and row.day is not None:
                since, whose = row.planned_on, {"organisation": row.host, "waiting": waiting}
                clock.keep(db, session, row.session_id, since=since, due_on=row.day, **whose)

    @deadlines.on(events.SessionHeld)
    def hold(db: Connection, event: events.SessionHeld) -> None:
        row = update(sessions).where(sessions.c.session_id == event.session_id)
        db.execute(row.values(is_held=True))
        clock.meet(db, session, event.session_id, event.on)

    @deadlines.on(events.PackageCancelled, events.PackageClosed)
    def end(db: Connection, event: Any) -> None:
        for kind in (request, plan):
            clock.meet(db, kind, event.package_id, event.on)
        for row in _of_package(db, event.package_id):
            clock.meet(db, session, row.session_id, event.on)


def _know_sessions(deadlines: Projection) -> None:
    """Keep which sessions are planned, and since when for their day."""

    @deadlines.on(planned.PackageSessionPlanned)
    def know(db: Connection, event: planned.PackageSessionPlanned) -> None:
        timed = event.session
        key = {"session_id": timed.session_id}
        query = select(sessions).where(sessions.c.session_id == timed.session_id)
        before = db.execute(query).first()
        is_same = before is not None and before.day == timed.day
        since = before.planned_on if before is not None and is_same else event.on
        values = {"package_id": event.package_id, "host": timed.host, "day": timed.day}
        more = {"planned_on": since, "is_planned": True, "is_held": False}
        upsert(db, sessions, key, values | more)

    @deadlines.on(planned.PartDropped)
    def leave_out(db: Connection, event: planned.PartDropped) -> None:
        row = update(sessions).where(sessions.c.session_id == event.part_id)
        db.execute(row.values(is_planned=False))


def _of_package(db: Connection, package_id: UUID) -> list[Any]:
    query = select(sessions).where(sessions.c.package_id == package_id)
    return list(db.execute(query.order_by(sessions.c.session_id)))
