"""Which events start, stop, move and meet what is due among families and support persons.

A family waits until a match for it is agreed, and again from the day on which that has ended.
Events of a need, its matches and its programme come in any order: each keeps its own part.
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
    select,
)

from services.common.codes import MatchStatus
from services.common.deadlines import projections as clock
from services.common.matches import GOING_ON
from services.common.programme.usual import LONG_WAIT_DAYS
from services.referral.directory.events import ProgrammePublished
from services.volunteers.deadlines.rules import (
    END_OF_SUPPORT,
    FIRST_MEETING,
    KINDS,
    PERSON,
    PROPOSAL,
    answers_due,
    end_due,
    meeting_due,
    person_due,
)
from services.volunteers.matches import events
from services.volunteers.needs.events import NeedClosed, NeedOpened, NeedReopened
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert

metadata = MetaData()
needs = Table(
    "awaited_needs",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("organisation", Uuid),
    Column("programme", String(60)),
    Column("programme_version", Integer),
    Column("requested_on", Date),  # NULL: only its matches came so far
    Column("alone_since", Date),  # the last day of its last match; NULL: it had none
    Column("match_id", Uuid),  # that is agreed, or goes on; NULL: none
    Column("is_closed", Boolean),  # NULL: no
    Index("awaited_needs_programme", "programme", "programme_version"),
)
terms = Table(
    "awaited_terms",
    metadata,
    Column("programme", String(60), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("long_wait_days", Integer, nullable=False),
    Column("commitment_months", Integer),  # NULL: nobody promises any
)
ends = Table(
    "awaited_ends",
    metadata,
    Column("match_id", Uuid, primary_key=True),
    Column("case_id", Uuid, index=True),  # NULL, as what follows, until it has begun
    Column("organisation", Uuid),
    Column("started_on", Date),  # NULL: it is over, too
    Column("until", Date),  # the last day that was agreed on; NULL: none
)
deadlines = Projection("deadlines", clock.metadata, metadata)
clock.follow_steps(deadlines, KINDS)


@deadlines.on(ProgrammePublished)
def know_terms(db: Connection, event: ProgrammePublished) -> None:
    """A case keeps the version that it began with."""
    programme, c = event.programme, needs.c
    key = {"programme": programme.code, "version": programme.version}
    values = {
        "long_wait_days": programme.long_wait_days,
        "commitment_months": programme.commitment_months,
    }
    upsert(db, terms, key, values)
    is_its = c.programme == programme.code, c.programme_version == programme.version
    for row in db.execute(select(needs).where(*is_its)).all():
        _count(db, row.case_id, row.requested_on)
        _count_ends(db, row.case_id, row.requested_on)


@deadlines.on(NeedOpened)
def await_person(db: Connection, event: NeedOpened) -> None:
    names = ("organisation", "programme", "programme_version", "requested_on")
    values = {name: getattr(event, name) for name in names}
    _keep(db, event.case_id, event.requested_on, **values)
    _count_ends(db, event.case_id, event.requested_on)


@deadlines.on(NeedClosed)
def await_nobody(db: Connection, event: NeedClosed) -> None:
    _keep(db, event.case_id, event.on, is_closed=True)


@deadlines.on(NeedReopened)
def await_again(db: Connection, event: NeedReopened) -> None:
    _keep(db, event.case_id, event.on, is_closed=None)


@deadlines.on(events.MatchProposed)
def await_answers(db: Connection, event: events.MatchProposed) -> None:
    _await_answers(db, event, event.proposed_on)


@deadlines.on(events.MatchAgreed)
def await_meeting(db: Connection, event: events.MatchAgreed) -> None:
    clock.meet(db, PROPOSAL, event.match_id, event.agreed_on)
    _await_meeting(db, event, event.agreed_on)
    _keep(db, event.case_id, event.agreed_on, match_id=event.match_id)


@deadlines.on(events.MatchStarted)
def have_met(db: Connection, event: events.MatchStarted) -> None:
    clock.meet(db, FIRST_MEETING, event.match_id, event.started_on)
    _begin_support(db, event, event.started_on, on=event.started_on)


@deadlines.on(events.PeriodAgreed)
def agree_period(db: Connection, event: events.PeriodAgreed) -> None:
    upsert(db, ends, {"match_id": event.match_id}, {"until": event.until})
    _count_end(db, event.match_id, event.on)


@deadlines.on(events.MatchDeclined, events.MatchEnteredInError)
def look_again(db: Connection, event: events.MatchDeclined | events.MatchEnteredInError) -> None:
    _end(db, event, event.on)


@deadlines.on(events.MatchEnded)
def look_for_another(db: Connection, event: events.MatchEnded) -> None:
    _end(db, event, event.ended_on, alone_since=event.ended_on)


@deadlines.on(events.MatchCorrected, events.MatchReopened)
def mend(db: Connection, event: events.MatchCorrected | events.MatchReopened) -> None:
    """As it stands now: what is not awaited any more is met on the day on which it came."""
    status = MatchStatus(event.status)
    day = event.ended_on or event.started_on or event.agreed_on or event.proposed_on
    if status is MatchStatus.PROPOSED:
        _await_answers(db, event, event.proposed_on)
    else:
        clock.meet(db, PROPOSAL, event.match_id, event.agreed_on or day)
    if status is MatchStatus.AGREED:
        _await_meeting(db, event, event.agreed_on or day)
    else:
        clock.meet(db, FIRST_MEETING, event.match_id, event.started_on or day)
    begun_on = event.started_on if status is MatchStatus.STARTED else None
    _begin_support(db, event, begun_on, on=day)
    if status in GOING_ON:
        _keep(db, event.case_id, day, match_id=event.match_id)
    else:
        _let_go(db, event, day)


def _await_answers(db: Connection, event: events.OfMatch, proposed_on: date) -> None:
    due, whose = answers_due(proposed_on), {"organisation": event.organisation}
    clock.keep(db, PROPOSAL, event.match_id, since=proposed_on, due_on=due, **whose)


def _await_meeting(db: Connection, event: events.OfMatch, agreed_on: date) -> None:
    due, whose = meeting_due(agreed_on), {"organisation": event.organisation}
    clock.keep(db, FIRST_MEETING, event.match_id, since=agreed_on, due_on=due, **whose)


def _end(db: Connection, event: events.OfMatch, on: date, **values: Any) -> None:
    clock.meet(db, PROPOSAL, event.match_id, on)
    clock.meet(db, FIRST_MEETING, event.match_id, on)
    _begin_support(db, event, None, on=on)
    _let_go(db, event, on, **values)


def _begin_support(
    db: Connection, event: events.OfMatch, started_on: date | None, *, on: date
) -> None:
    """From that day on; None: it has not begun, or is over."""
    names = ("case_id", "organisation")
    values = {name: getattr(event, name) for name in names} | {"started_on": started_on}
    upsert(db, ends, {"match_id": event.match_id}, values)
    _count_end(db, event.match_id, on)


def _let_go(db: Connection, event: events.OfMatch, on: date, **values: Any) -> None:
    """Only of the match that the family has; an old one ended long ago."""
    row = db.execute(select(needs).where(needs.c.case_id == event.case_id)).one_or_none()
    if row is not None and row.match_id in (None, event.match_id):
        _keep(db, event.case_id, on, match_id=None, **values)


def _keep(db: Connection, case_id: UUID, on: date, **values: Any) -> None:
    upsert(db, needs, {"case_id": case_id}, values)
    _count(db, case_id, on)


def _count(db: Connection, case_id: UUID, on: date | None) -> None:
    """Whether the family waits for somebody, as all that is there says."""
    row = db.execute(select(needs).where(needs.c.case_id == case_id)).one()
    if row.requested_on is None:
        return
    if row.is_closed or row.match_id is not None:
        clock.meet(db, PERSON, case_id, on or row.requested_on)
        return
    since = max(row.requested_on, row.alone_since or row.requested_on)
    due, whose = person_due(since, _long_wait(db, row)), {"organisation": row.organisation}
    clock.keep(db, PERSON, case_id, since=since, due_on=due, **whose)


def _long_wait(db: Connection, need: Row[Any]) -> int:
    c = terms.c
    query = select(c.long_wait_days).where(
        c.programme == need.programme, c.version == need.programme_version
    )
    return db.execute(query).scalar() or LONG_WAIT_DAYS


def _count_ends(db: Connection, case_id: UUID, on: date) -> None:
    matches = select(ends.c.match_id).where(ends.c.case_id == case_id)
    for match_id in db.execute(matches).scalars().all():
        _count_end(db, match_id, on)


def _count_end(db: Connection, match_id: UUID, on: date) -> None:
    """Until when the support goes on, as all that is there says."""
    row = db.execute(select(ends).where(ends.c.match_id == match_id)).one()
    need = db.execute(select(needs).where(needs.c.case_id == row.case_id)).one_or_none()
    due = end_due(row.started_on, row.until, _promised_months(db, need))
    if due is None:
        clock.meet(db, END_OF_SUPPORT, match_id, on)
        return
    since, whose = row.started_on, {"organisation": row.organisation}
    clock.keep(db, END_OF_SUPPORT, match_id, since=since, due_on=due, **whose)


def _promised_months(db: Connection, need: Row[Any] | None) -> int | None:
    if need is None:
        return None
    c = terms.c
    is_its = c.programme == need.programme, c.version == need.programme_version
    return db.execute(select(c.commitment_months).where(*is_its)).scalar()
