"""Which events start, stop, move and meet what is due among cases.

Events of a case, its visits, its matches and its programme come in any order, so each keeps its
own part, and what is due is counted anew from all parts that are there.
"""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Index,
    Integer,
    MetaData,
    Row,
    String,
    Table,
    Uuid,
    func,
    select,
)

from services.casework.cases import events
from services.casework.deadlines.rules import FOLLOW_UP, KINDS, VISIT, visit_due
from services.casework.merges.events import CaseMerged, CaseSeparated
from services.casework.visits.events import VisitCorrected, VisitEnteredInError, VisitLogged
from services.common.ages import months_after
from services.common.codes import MatchStatus, VisitStatus
from services.common.deadlines import projections as clock
from services.common.matches import GOING_ON
from services.common.programme.usual import FOLLOW_UP_MONTHS, QUIET_DAYS
from services.referral.directory.events import ProgrammePublished
from services.volunteers.matches import events as matches
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert

metadata = MetaData()
cases = Table(
    "awaited_cases",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("organisation", Uuid),
    Column("programme", String(60)),
    Column("programme_version", Integer),
    Column("opened_on", Date),  # NULL: only its visits or matches came so far
    Column("closed_on", Date),  # NULL: still open
    Column("followed_up_on", Date),  # NULL: not yet
    Column("is_led", Boolean),  # by another case of the same person: nothing is due here
    Index("awaited_cases_programme", "programme", "programme_version"),
)
visits = Table(
    "awaited_visits",
    metadata,
    Column("visit_id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False, index=True),
    Column("held_on", Date),  # NULL: it was not held, or never was
)
helpers = Table(
    "awaited_helpers",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("helper_id", Uuid, primary_key=True),  # of the team, or a match
    Column("is_there", Boolean, nullable=False),  # false: no longer
)
terms = Table(
    "awaited_terms",
    metadata,
    Column("programme", String(60), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("quiet_days", Integer, nullable=False),
    Column("follow_up_months", Integer, nullable=False),
)
deadlines = Projection("deadlines", clock.metadata, metadata)
clock.follow_steps(deadlines, KINDS)


@deadlines.on(ProgrammePublished)
def know_terms(db: Connection, event: ProgrammePublished) -> None:
    """A case keeps the version that it began with."""
    programme, c = event.programme, cases.c
    key = {"programme": programme.code, "version": programme.version}
    values = {
        "quiet_days": programme.quiet_days,
        "follow_up_months": programme.follow_up_months,
    }
    upsert(db, terms, key, values)
    is_its = c.programme == programme.code, c.programme_version == programme.version
    for row in db.execute(select(cases).where(*is_its)).all():
        _count(db, row.case_id, row.opened_on)


@deadlines.on(events.CaseOpened)
def open_it(db: Connection, event: events.CaseOpened) -> None:
    names = ("organisation", "programme", "programme_version", "opened_on")
    _keep(db, event.case_id, event.opened_on, **{name: getattr(event, name) for name in names})


@deadlines.on(events.CaseClosed)
def close_it(db: Connection, event: events.CaseClosed) -> None:
    _keep(db, event.case_id, event.on, closed_on=event.on)


@deadlines.on(events.CaseFollowedUp)
def follow_it_up(db: Connection, event: events.CaseFollowedUp) -> None:
    if not event.early:  # the programme's own is still ahead
        _keep(db, event.case_id, event.assessed_on, followed_up_on=event.assessed_on)


@deadlines.on(events.FollowUpTakenBack)
def wait_for_follow_up(db: Connection, event: events.FollowUpTakenBack) -> None:
    _keep(db, event.case_id, event.on, followed_up_on=None)


@deadlines.on(events.CaseReopened)
def reopen_it(db: Connection, event: events.CaseReopened) -> None:
    _keep(db, event.case_id, event.on, closed_on=None, followed_up_on=None)


@deadlines.on(CaseMerged, CaseSeparated)
def lead_it(db: Connection, event: CaseMerged | CaseSeparated) -> None:
    _keep(db, event.case_id, event.on, is_led=isinstance(event, CaseMerged))


@deadlines.on(events.WorkerAssigned)
def join_team(db: Connection, event: events.WorkerAssigned) -> None:
    _help(db, event.case_id, event.person_id, event.on, is_there=True)


@deadlines.on(events.WorkerReleased)
def leave_team(db: Connection, event: events.WorkerReleased) -> None:
    _help(db, event.case_id, event.person_id, event.on, is_there=False)


@deadlines.on(matches.MatchAgreed)
def agree(db: Connection, event: matches.MatchAgreed) -> None:
    _help(db, event.case_id, event.match_id, event.agreed_on, is_there=True)


@deadlines.on(matches.MatchEnded)
def end(db: Connection, event: matches.MatchEnded) -> None:
    _help(db, event.case_id, event.match_id, event.ended_on, is_there=False)


@deadlines.on(matches.MatchDeclined, matches.MatchEnteredInError)
def decline(db: Connection, event: matches.MatchDeclined | matches.MatchEnteredInError) -> None:
    _help(db, event.case_id, event.match_id, event.on, is_there=False)


@deadlines.on(matches.MatchCorrected, matches.MatchReopened)
def mend(db: Connection, event: matches.MatchCorrected | matches.MatchReopened) -> None:
    day = event.ended_on or event.agreed_on or event.proposed_on
    is_there = MatchStatus(event.status) in GOING_ON
    _help(db, event.case_id, event.match_id, day, is_there=is_there)


@deadlines.on(VisitLogged, VisitCorrected)
def visit(db: Connection, event: VisitLogged | VisitCorrected) -> None:
    held_on = event.held_on if event.status == VisitStatus.HELD else None
    _visit(db, event, held_on, event.held_on)


@deadlines.on(VisitEnteredInError)
def never_visited(db: Connection, event: VisitEnteredInError) -> None:
    _visit(db, event, None, None)


def _visit(db: Connection, event: Any, held_on: date | None, on: date | None) -> None:
    values = {"case_id": event.case_id, "held_on": held_on}
    upsert(db, visits, {"visit_id": event.visit_id}, values)
    _count(db, event.case_id, on)


def _help(db: Connection, case_id: UUID, helper_id: UUID, on: date, *, is_there: bool) -> None:
    upsert(db, helpers, {"case_id": case_id, "helper_id": helper_id}, {"is_there": is_there})
    _count(db, case_id, on)


def _keep(db: Connection, case_id: UUID, on: date, **values: Any) -> None:
    upsert(db, cases, {"case_id": case_id}, values)
    _count(db, case_id, on)


def _count(db: Connection, case_id: UUID, on: date | None) -> None:
    """What is due of the case, as all that is there says. `on`: the day of what came last."""
    row = db.execute(select(cases).where(cases.c.case_id == case_id)).one_or_none()
    if row is None or row.opened_on is None:
        return
    day = on or row.opened_on
    quiet_days, months = _terms(db, row)
    since = None if row.closed_on or row.is_led else _quiet_since(db, row)
    if since is None:
        clock.meet(db, VISIT, case_id, day)
    else:
        due = visit_due(since, quiet_days)
        clock.keep(db, VISIT, case_id, since=since, due_on=due, organisation=row.organisation)
    if row.closed_on is None or row.followed_up_on is not None or row.is_led:
        clock.meet(db, FOLLOW_UP, case_id, day)
    else:
        since, due = row.closed_on, months_after(row.closed_on, months)
        clock.keep(db, FOLLOW_UP, case_id, since=since, due_on=due, organisation=row.organisation)


def _quiet_since(db: Connection, row: Row[Any]) -> date | None:
    """Since when nobody has met the family; None while nobody is there who could."""
    helped = helpers.c.case_id == row.case_id, helpers.c.is_there
    if db.execute(select(helpers.c.helper_id).where(*helped).limit(1)).first() is None:
        return None
    last = select(func.max(visits.c.held_on)).where(visits.c.case_id == row.case_id)
    opened_on: date = row.opened_on
    return db.execute(last).scalar() or opened_on


def _terms(db: Connection, case: Row[Any]) -> tuple[int, int]:
    """Days until it is quiet, and months until the follow-up, as the case began with them."""
    c = terms.c
    query = select(c.quiet_days, c.follow_up_months).where(
        c.programme == case.programme, c.version == case.programme_version
    )
    row = db.execute(query).one_or_none()
    return (row.quiet_days, row.follow_up_months) if row else (QUIET_DAYS, FOLLOW_UP_MONTHS)
