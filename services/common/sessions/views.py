"""What pages show of a gathering's sessions, in the reader's language."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.common.codes import Presence
from services.common.labels import choices, label
from services.common.sessions.domain import Gathering
from services.common.sessions.queries import is_held
from services.common.sessions.rules import Session
from services.common.sessions.texts import when, where
from shared.web.i18n import gettext, language
from shared.web.parts import Option


@dataclass(frozen=True)
class SessionLine:
    session_id: UUID
    when: str
    topic: str
    where: str
    link: str
    is_held: bool
    is_over: bool
    attended: str  # how many were there, or the reader's own


@dataclass(frozen=True)
class SessionReader:
    """Who looks at a session: what they may see of it."""

    shown: Collection[UUID]  # whose attendance
    own: UUID | None
    counts: bool  # sees how many were there
    with_link: bool


def session_lines(state: Gathering, reader: SessionReader, now: datetime) -> list[SessionLine]:
    """Every session, the first first; cancelled ones too."""
    ordered = sorted(state.timetable.sessions, key=lambda each: each.starts_at)
    return [session_line(state, each, reader, now) for each in ordered]


def session_line(
    state: Gathering, session: Session, reader: SessionReader, now: datetime
) -> SessionLine:
    return SessionLine(
        session_id=session.id,
        when=when(session),
        topic=session.plan.topic,
        where=where(session, with_link=reader.with_link),
        link=session.plan.link if reader.with_link else "",
        is_held=is_held(state, session),
        is_over=session.starts_at <= now,
        attended=_attended(session, reader),
    )


def materials(text: str) -> list[tuple[str, str]]:
    """Each line, and its address where it is one."""
    lines = [each.strip() for each in text.splitlines() if each.strip()]
    return [(each, each if each.startswith("https://") else "") for each in lines]


def presences() -> list[Option]:
    return [Option(code, text) for code, text in choices(Presence, language())]


def _attended(session: Session, reader: SessionReader) -> str:
    """How many were there; to who takes part, whether they were."""
    if reader.counts and session.attendance:
        there = sum(session.was_there(each) for each in session.attendance)
        return gettext("%(there)s of %(all)s there", there=there, all=len(session.attendance))
    own = session.attendance.get(reader.own) if reader.own else None
    return label(own.presence, language()) if own else ""
