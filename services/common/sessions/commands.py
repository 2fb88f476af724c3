"""What can be asked of a gathering. Each function runs in the caller's one transaction.

Who may is for the service to say; so is who can take part.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from services.common.codes import GatheringKind, Presence
from services.common.sessions import events
from services.common.sessions.domain import Gathering
from services.common.sessions.events import GatheringEvent
from shared.kernel.aggregate import Invalid
from shared.work import Work

Changed = tuple[Gathering, int]  # with the version of its stream
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, kw_only=True)
class Attended:
    """Whether one of those who have a seat was there; None: as long as the session took."""

    participant: UUID
    presence: Presence
    minutes: int | None = None


def plan(
    work: Work, organisation: UUID, kind: GatheringKind, *, hosts: tuple[UUID, ...], **terms: Any
) -> tuple[UUID, int]:
    """Announce what people can come to; its sessions follow."""
    gathering_id = uuid4()
    planned = events.GatheringPlanned(
        gathering_id=gathering_id, organisation=organisation, kind=kind, hosts=hosts, **terms
    )
    _, version = work.start(Gathering(gathering_id), lambda new: new.plan(planned, on=work.today))
    return gathering_id, version


def plan_anew(work: Work, gathering_id: UUID, **terms: Any) -> Changed:
    """Say anew what it is; seats that are added go to who has waited."""

    def decide(state: Gathering) -> list[GatheringEvent]:
        values = vars(state.announced) | terms
        return state.plan(events.GatheringPlanned(**values), on=work.today)

    return _change(work, gathering_id, decide)


def add_sessions(
    work: Work,
    gathering_id: UUID,
    *,
    day: date,
    times: int = 1,
    every_weeks: int = 1,
    **where: Any,
) -> tuple[UUID, int]:
    """Plan a session, or a series of them at the same time on the wall."""
    if not (where["place"] or where["link"]):
        raise Invalid(
            "Say where it is: a place, a link for those who are far, or both.",
            code="no_place",
            field="place",
        )
    ids = [uuid4() for _ in range(times)]
    version = 0
    for number, session_id in enumerate(ids):
        planned = events.SessionPlanned(
            gathering_id=gathering_id,
            session_id=session_id,
            day=day + number * every_weeks * WEEK,
            **where,
        )
        _, version = _add(work, planned)
    return ids[0], version


def move_session(work: Work, gathering_id: UUID, session_id: UUID, **where: Any) -> Changed:
    """Move a session to another day, time or place; who takes part is told."""
    if not (where["place"] or where["link"]):
        raise Invalid(
            "Say where it is: a place, a link for those who are far, or both.",
            code="no_place",
            field="place",
        )
    moved = events.SessionMoved(gathering_id=gathering_id, session_id=session_id, **where)
    return _change(work, gathering_id, lambda state: state.move(moved, now=work.now))


def cancel_session(work: Work, gathering_id: UUID, session_id: UUID) -> Changed:
    """Cancel a session; who takes part is told."""
    return _change(work, gathering_id, lambda state: state.cancel_session(session_id, now=work.now))


def cancel(work: Work, gathering_id: UUID) -> Changed:
    """Cancel all of it that is still to come; who takes part is told."""
    return _change(work, gathering_id, lambda state: state.cancel(on=work.today))


def register(work: Work, gathering_id: UUID, participant: UUID, *, late: bool = False) -> Changed:
    """Give somebody a seat, or a place on the waiting list."""
    return _change(
        work, gathering_id, lambda state: state.register(participant, now=work.now, late=late)
    )


def withdraw(work: Work, gathering_id: UUID, participant: UUID) -> Changed:
    """Give somebody's seat up; who has waited first gets it."""
    return _change(work, gathering_id, lambda state: state.withdraw(participant, on=work.today))


def attend(
    work: Work, gathering_id: UUID, session_id: UUID, attendance: Iterable[Attended]
) -> Changed:
    """Write down who was at a session."""
    state, version = work.load(Gathering(gathering_id))
    session = state.session(session_id)
    for each in attendance:
        whole = session.plan.minutes if each.minutes is None else each.minutes
        entry = events.AttendanceNoted(
            gathering_id=gathering_id,
            session_id=session_id,
            participant_id=each.participant,
            presence=each.presence,
            minutes=whole if each.presence is Presence.PRESENT else 0,
        )
        state, version = _note(work, entry)
    return state, version


def complete(work: Work, gathering_id: UUID) -> list[events.GatheringCompleted]:
    """Write down who has been there as much as it takes; those for whom it is new."""
    state, _ = work.load(Gathering(gathering_id))
    before = len(state.completed)
    for participant in state.seats.taken:
        state, _ = _complete(work, gathering_id, participant)
    return list(state.completed[before:])


def _change(
    work: Work, gathering_id: UUID, decide: Callable[[Gathering], list[GatheringEvent]]
) -> Changed:
    return work.change(Gathering(gathering_id), decide)


def _add(work: Work, planned: events.SessionPlanned) -> Changed:
    return _change(work, planned.gathering_id, lambda state: state.add(planned))


def _note(work: Work, entry: events.AttendanceNoted) -> Changed:
    return _change(work, entry.gathering_id, lambda state: state.attend(entry, now=work.now))


def _complete(work: Work, gathering_id: UUID, participant: UUID) -> Changed:
    return _change(work, gathering_id, lambda state: state.complete(participant))
