"""When a session is, who has a seat, and who has been there enough. Nothing here reads a clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Self
from uuid import UUID

from services.common.codes import Presence
from services.common.days import HELSINKI
from services.common.sessions.events import (
    AttendanceNoted,
    SessionCancelled,
    SessionMoved,
    SessionPlanned,
)
from shared.kernel.aggregate import Invalid, NotFound, Refused

Plan = SessionPlanned | SessionMoved
OfSession = Plan | SessionCancelled | AttendanceNoted


def moment(day: date, begins: str) -> datetime:
    """The moment of a time on the wall, in UTC; of an hour that comes twice, the first.

    Raises `Invalid` for a time that the night in March leaves out.
    """
    wall = datetime.combine(day, time.fromisoformat(begins), HELSINKI)
    at = wall.astimezone(UTC)
    if at.astimezone(HELSINKI).replace(tzinfo=None) != wall.replace(tzinfo=None):
        raise Invalid(
            "The clocks are put forward that night: %(time)s is left out.",
            code="left_out",
            field="begins",
            time=begins,
        )
    return at


@dataclass(frozen=True)
class Session:
    """One session as it was planned last."""

    plan: Plan
    moves: int = 0  # how often it was changed: calendars replace what they hold
    is_cancelled: bool = False
    attendance: Mapping[UUID, AttendanceNoted] = field(default_factory=dict)  # by participant

    @property
    def id(self) -> UUID:
        return self.plan.session_id

    @property
    def starts_at(self) -> datetime:
        return moment(self.plan.day, self.plan.begins)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.plan.minutes)

    def move(self, moved: SessionMoved) -> Self:
        return replace(self, plan=moved, moves=self.moves + 1)

    def cancel(self) -> Self:
        return replace(self, is_cancelled=True, moves=self.moves + 1)

    def note(self, entry: AttendanceNoted) -> Self:
        return replace(self, attendance={**self.attendance, entry.participant_id: entry})

    def same(self, other: Plan) -> bool:
        """Does it say the same already?"""
        names = ("day", "begins", "minutes", "topic", "place", "link")
        return all(getattr(self.plan, name) == getattr(other, name) for name in names)

    def must_come(self, now: datetime) -> None:
        """Raise `Refused` where it was held, or called off."""
        if self.is_cancelled:
            raise Refused("This session was cancelled.", code="session_cancelled")
        if self.starts_at <= now:
            raise Refused("This session has begun already.", code="session_begun")

    def must_have_begun(self, entry: AttendanceNoted, now: datetime) -> None:
        """Raise `Refused` where nobody can have been there, or so long."""
        if self.is_cancelled or self.starts_at > now:
            raise Refused("This session has not taken place.", code="not_held")
        if entry.presence is Presence.PRESENT and not entry.minutes:
            raise Invalid("Say how long they were there.", code="minutes", field="minutes")
        if entry.minutes > self.plan.minutes:
            raise Invalid(
                "The session took %(minutes)s minutes.",
                code="minutes",
                field="minutes",
                minutes=self.plan.minutes,
            )

    def takes_place(self, cancelled_on: date | None) -> bool:
        """Does it, where all of it was cancelled on that day?"""
        return not self.is_cancelled and (cancelled_on is None or self.plan.day < cancelled_on)

    def was_there(self, participant: UUID) -> bool:
        entry = self.attendance.get(participant)
        return entry is not None and entry.presence is Presence.PRESENT


@dataclass(frozen=True)
class Timetable:
    """The sessions of a gathering, in the order in which they were planned."""

    sessions: tuple[Session, ...] = ()
    cancelled_on: date | None = None  # all that are to come; None: they take place

    @property
    def held(self) -> tuple[Session, ...]:
        """The sessions that take place, the first first."""
        live = (each for each in self.sessions if each.takes_place(self.cancelled_on))
        return tuple(sorted(live, key=lambda each: (each.starts_at, str(each.id))))

    def attended(self, participant: UUID) -> tuple[Session, ...]:
        """The sessions at which they were."""
        return tuple(each for each in self.held if each.was_there(participant))

    def session(self, session_id: UUID) -> Session:
        """One of them; raises `NotFound`."""
        for session in self.sessions:
            if session.id == session_id:
                return session
        raise NotFound

    def evolve(self, event: OfSession) -> Self:
        if isinstance(event, SessionPlanned):
            return replace(self, sessions=(*self.sessions, Session(event)))
        session = self.session(event.session_id)
        match event:
            case SessionMoved():
                new = session.move(event)
            case SessionCancelled():
                new = session.cancel()
            case AttendanceNoted():
                new = session.note(event)
        sessions = tuple(new if each.id == new.id else each for each in self.sessions)
        return replace(self, sessions=sessions)


@dataclass(frozen=True)
class Seats:
    """Who has a seat and who waits for one, in the order in which they came."""

    number: int = 0  # 0: as many as come
    taken: tuple[UUID, ...] = ()
    waiting: tuple[UUID, ...] = ()

    @property
    def free(self) -> int | None:
        """How many are free; None where nobody counts."""
        return max(0, self.number - len(self.taken)) if self.number else None

    @property
    def has_room(self) -> bool:
        """Is there a seat for somebody new? Nobody passes those who wait."""
        return self.free is None or (self.free > 0 and not self.waiting)

    def holds(self, participant: UUID) -> bool:
        return participant in self.taken or participant in self.waiting

    def next(self) -> tuple[UUID, ...]:
        """Who gets the seats that are free, the first who waited first."""
        return self.waiting if self.free is None else self.waiting[: self.free]

    def take(self, participant: UUID) -> Self:
        waiting = tuple(each for each in self.waiting if each != participant)
        return replace(self, taken=(*self.taken, participant), waiting=waiting)

    def wait(self, participant: UUID) -> Self:
        return replace(self, waiting=(*self.waiting, participant))

    def leave(self, participant: UUID) -> Self:
        return replace(
            self,
            taken=tuple(each for each in self.taken if each != participant),
            waiting=tuple(each for each in self.waiting if each != participant),
        )
