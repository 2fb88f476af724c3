"""A gathering as the API tells it, as much of it as its reader may see."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from services.common.codes import RegistrationStatus, SessionStatus
from services.common.sessions.domain import Gathering
from services.common.sessions.rules import Session


def status_of(state: Gathering, participant: UUID) -> RegistrationStatus | None:
    """Whether somebody has a seat; None: they have not, and do not wait for one."""
    if participant in state.seats.taken:
        return RegistrationStatus.REGISTERED
    return RegistrationStatus.WAITING if participant in state.seats.waiting else None


def is_held(state: Gathering, session: Session) -> bool:
    return session.takes_place(state.timetable.cancelled_on)


def as_json(state: Gathering, shown: Iterable[UUID], *, with_links: bool) -> dict[str, Any]:
    """The gathering, with what is kept of those participants who are `shown`."""
    plan, people = state.announced, tuple(shown)
    names = ("title", "about", "language", "seats", "registers_until", "least_sessions", "hosts")
    return {name: getattr(plan, name) for name in names} | {
        "id": state.id,
        "kind": plan.kind,
        "organisation": plan.organisation,
        "status": state.status,
        "materials": plan.materials if with_links else "",
        "free": state.seats.free,
        "waiting": len(state.seats.waiting),
        "sessions": [
            _session(state, each, people, with_links=with_links)
            for each in sorted(state.timetable.sessions, key=lambda each: each.starts_at)
        ],
        "registrations": [_registration(state, each) for each in people],
    }


def _session(
    state: Gathering, session: Session, people: tuple[UUID, ...], *, with_links: bool
) -> dict[str, Any]:
    plan, held = session.plan, is_held(state, session)
    return {
        "id": session.id,
        "day": plan.day,
        "begins": plan.begins,
        "starts_at": session.starts_at,
        "ends_at": session.ends_at,
        "minutes": plan.minutes,
        "topic": plan.topic,
        "place": plan.place,
        "link": plan.link if with_links else "",
        "status": SessionStatus.PLANNED if held else SessionStatus.CANCELLED,
        "attendance": [
            {"participant": each, "presence": entry.presence, "minutes": entry.minutes}
            for each in people
            if (entry := session.attendance.get(each))
        ],
    }


def _registration(state: Gathering, participant: UUID) -> dict[str, Any]:
    attended = state.timetable.attended(participant)
    days = {each.participant_id: each.completed_on for each in state.completed}
    return {
        "participant": participant,
        "status": status_of(state, participant) or RegistrationStatus.WITHDRAWN,
        "sessions": len(attended),
        "minutes": sum(each.attendance[participant].minutes for each in attended),
        "completed_on": days.get(participant),
    }
