"""Which events start, stop, move and meet what is due among cases.

Events of a case, its visits, its matches and its programme come in any order, so each keeps its
own part, and what is due is counted anew from all parts that are there.
"""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, select, update

from services.casework.awaited.projections import (
    appointments,
    cases,
    helpers,
    meetings,
    metadata,
    terms,
    visits,
)
from services.casework.awaited.queries import (
    next_appointment,
    next_meeting,
    quiet_since,
    terms_of,
)
from services.casework.cases import events
from services.casework.deadlines.rules import (
    APPOINTMENT,
    FOLLOW_UP,
    KINDS,
    PLAN_MEETING,
    SUMMARY,
    VISIT,
    visit_due,
)
from services.casework.entries.events import (
    EntryCorrected,
    EntryEnteredInError,
    EntryRecorded,
    EntrySettled,
)
from services.casework.merges.events import CaseMerged, CaseSeparated
from services.casework.plan.events import (
    PlanEnteredInError,
    PlanMeetingCorrected,
    PlanMeetingHeld,
)
from services.casework.summaries.events import SummaryApproved
from services.casework.visits.events import VisitCorrected, VisitEnteredInError, VisitLogged
from services.common.ages import months_after
from services.common.codes import EntryKind, EntryStatus, MatchStatus, VisitStatus
from services.common.deadlines import projections as clock
from services.common.deadlines.rules import DeadlineKind
from services.common.matches import GOING_ON
from services.referral.directory.events import ProgrammePublished
from services.volunteers.matches import events as matches
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert

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
        "summary_months": programme.includes.summary_months,
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


@deadlines.on(SummaryApproved)
def summarise_it(db: Connection, event: SummaryApproved) -> None:
    """A correction of an earlier period takes nothing back."""
    c = cases.c
    query = select(c.summarised_until).where(c.case_id == event.case_id)
    until = max(event.until, db.execute(query).scalar() or event.until)
    _keep(db, event.case_id, event.on, summarised_until=until)


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


@deadlines.on(EntryRecorded, EntrySettled, EntryCorrected)
def book(db: Connection, event: EntryRecorded | EntrySettled | EntryCorrected) -> None:
    """An appointment waits until it is said what came of it."""
    if event.kind == EntryKind.APPOINTMENT:
        waits = event.status == EntryStatus.PLANNED
        _book(db, event, event.held_on if waits else None)


@deadlines.on(EntryEnteredInError)
def never_booked(db: Connection, event: EntryEnteredInError) -> None:
    _book(db, event, None)


@deadlines.on(PlanMeetingHeld, PlanMeetingCorrected)
def meet(db: Connection, event: PlanMeetingHeld | PlanMeetingCorrected) -> None:
    values = {"case_id": event.case_id, "held_on": event.held_on, "next_on": event.next_on}
    upsert(db, meetings, {"meeting_id": event.meeting_id}, values)
    _count(db, event.case_id, event.held_on)


@deadlines.on(PlanEnteredInError)
def never_met(db: Connection, event: PlanEnteredInError) -> None:
    """A goal and a measurement have ids of their own: nothing is found under them."""
    is_it = meetings.c.meeting_id == event.part_id
    if db.execute(update(meetings).where(is_it).values(held_on=None)).rowcount:
        _count(db, event.case_id, None)


def _book(db: Connection, event: Any, held_on: date | None) -> None:
    values = {"case_id": event.case_id, "held_on": held_on}
    upsert(db, appointments, {"entry_id": event.entry_id}, values)
    _count(db, event.case_id, held_on)


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
    promised = terms_of(db, row)
    quiet = None if row.closed_on or row.is_led else quiet_since(db, row)
    _await(db, VISIT, row, on, since=quiet, due_on=quiet and visit_due(quiet, promised.quiet_days))
    booked = None if row.closed_on or row.is_led else next_appointment(db, row)
    _await(db, APPOINTMENT, row, on, since=booked, due_on=booked)
    met, again = (None if row.closed_on or row.is_led else next_meeting(db, row)) or (None, None)
    _await(db, PLAN_MEETING, row, on, since=met, due_on=again)
    ended = None if row.followed_up_on or row.is_led else row.closed_on
    follow_up = ended and months_after(ended, promised.follow_up_months)
    _await(db, FOLLOW_UP, row, on, since=ended, due_on=follow_up)
    months = None if row.closed_on or row.is_led else promised.summary_months
    since = row.summarised_until or row.opened_on
    due_on = months_after(since, months) if months else None
    _await(db, SUMMARY, row, on, since=since, due_on=due_on)


def _await(
    db: Connection,
    kind: DeadlineKind,
    case: Row[Any],
    on: date | None,
    *,
    since: date | None,
    due_on: date | None,
) -> None:
    """It is due since then; without a day nothing is."""
    if since is None or due_on is None:
        clock.meet(db, kind, case.case_id, on or case.opened_on)
    else:
        whose = {"organisation": case.organisation}
        clock.keep(db, kind, case.case_id, since=since, due_on=due_on, **whose)
