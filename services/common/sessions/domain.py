"""The rules of a gathering: who gets a seat, what may be changed, who has completed it."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, ClassVar, Self
from uuid import UUID

from services.common.codes import GatheringStatus, Presence
from services.common.days import day_of
from services.common.sessions import events
from services.common.sessions.events import GatheringEvent
from services.common.sessions.rules import Seats, Session, Timetable, moment
from shared.kernel.aggregate import Invalid, NotFound, Refused

MOST_SESSIONS = 60
Happened = list[GatheringEvent]


@dataclass(frozen=True)
class Gathering:
    """A course, a guidance group, an open event, as its history tells it."""

    category: ClassVar[str] = "gathering"

    id: UUID
    planned: events.GatheringPlanned | None = None
    timetable: Timetable = field(default_factory=Timetable)
    seats: Seats = field(default_factory=Seats)
    completed: tuple[events.GatheringCompleted, ...] = ()

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return (self.planned.organisation,) if self.planned else ()

    @property
    def announced(self) -> events.GatheringPlanned:
        if self.planned is None:
            raise NotFound
        return self.planned

    @property
    def status(self) -> GatheringStatus:
        return GatheringStatus.CANCELLED if self.is_cancelled else GatheringStatus.PLANNED

    @property
    def is_cancelled(self) -> bool:
        return self.timetable.cancelled_on is not None

    @property
    def held(self) -> tuple[Session, ...]:
        """The sessions that take place, the first first."""
        return self.timetable.held

    def session(self, session_id: UUID) -> Session:
        """One of its sessions; raises `NotFound`."""
        return self.timetable.session(session_id)

    def plan(self, planned: events.GatheringPlanned, *, on: date) -> Happened:
        """Say what it is, or say it anew; seats that are added go to who waits."""
        if planned == self.planned:
            return []
        self._must_go_on()
        if planned.seats and planned.seats < len(self.seats.taken):
            raise Invalid(
                "%(taken)s have a seat already.",
                code="seats_taken",
                field="seats",
                taken=len(self.seats.taken),
            )
        return [planned, *self.evolve(planned)._seated(on)]

    def add(self, planned: events.SessionPlanned) -> Happened:
        """Plan one more session."""
        self._must_go_on()
        if len(self.timetable.sessions) >= MOST_SESSIONS:
            raise Refused("There are too many sessions: plan another one.", code="too_many")
        moment(planned.day, planned.begins)
        return [planned]

    def move(self, moved: events.SessionMoved, *, now: datetime) -> Happened:
        """Another day, time or place; what is over stays as it was."""
        session = self.session(moved.session_id)
        if session.same(moved):
            return []
        self._must_go_on()
        session.must_come(now)
        moment(moved.day, moved.begins)
        return [moved]

    def cancel_session(self, session_id: UUID, *, now: datetime) -> Happened:
        session = self.session(session_id)
        if session.is_cancelled:
            return []
        self._must_go_on()
        session.must_come(now)
        return [events.SessionCancelled(gathering_id=self.id, session_id=session_id)]

    def cancel(self, *, on: date) -> Happened:
        """Nothing of it that is still to come takes place."""
        if self.is_cancelled:
            return []
        return [events.GatheringCancelled(gathering_id=self.announced.gathering_id, on=on)]

    def register(self, participant: UUID, *, now: datetime, late: bool = False) -> Happened:
        """Give them a seat, or a place on the waiting list; `late` is for who coordinates."""
        if self.seats.holds(participant):
            return []
        self._must_go_on()
        on = day_of(now)
        if not late and not self.is_open(now):
            raise Refused("Registration is closed. Ask your coordinator.", code="closed")
        kind = events.Registered if self.seats.has_room else events.Queued
        return [kind(participant_id=participant, on=on, **self._about)]

    def withdraw(self, participant: UUID, *, on: date) -> Happened:
        """Give the seat up: it goes to who has waited first, once."""
        if not self.seats.holds(participant):
            return []
        if any(participant in each.attendance for each in self.timetable.sessions):
            raise Refused("Whether they were there has been written down already.", code="attended")
        withdrawn = events.RegistrationWithdrawn(
            gathering_id=self.id, participant_id=participant, on=on
        )
        return [withdrawn, *self.evolve(withdrawn)._seated(on)]

    def attend(self, entry: events.AttendanceNoted, *, now: datetime) -> Happened:
        """Write down whether somebody was there, once it has begun."""
        session = self.session(entry.session_id)
        if session.attendance.get(entry.participant_id) == entry:
            return []
        if entry.participant_id not in self.seats.taken:
            raise Refused("They have no seat here.", code="no_seat")
        session.must_have_begun(entry, now)
        is_there = entry.presence is Presence.PRESENT
        return [entry if is_there else replace(entry, minutes=0)]

    def complete(self, participant: UUID) -> Happened:
        """They have been there as much as it takes; nothing while they have not."""
        before = {each.participant_id for each in self.completed}
        attended = self.timetable.attended(participant)
        if participant in before or not attended or len(attended) < self.needed:
            return []
        minutes = sum(each.attendance[participant].minutes for each in attended)
        return [
            events.GatheringCompleted(
                participant_id=participant,
                minutes=minutes,
                completed_on=attended[-1].plan.day,
                **self._about,
            )
        ]

    @property
    def needed(self) -> int:
        """At how many sessions one must have been."""
        held = len(self.held)
        return min(self.announced.least_sessions or held, held)

    def is_open(self, now: datetime) -> bool:
        """May somebody still register by themselves?"""
        until, held = self.announced.registers_until, self.held
        if self.is_cancelled or (held and held[0].starts_at <= now and until is None):
            return False
        return until is None or day_of(now) <= until

    def evolve(self, event: GatheringEvent) -> Self:
        match event:
            case events.GatheringPlanned():
                return replace(self, planned=event, seats=replace(self.seats, number=event.seats))
            case events.GatheringCancelled(on=on):
                return replace(self, timetable=replace(self.timetable, cancelled_on=on))
            case events.Registered() | events.SeatGiven():
                return replace(self, seats=self.seats.take(event.participant_id))
            case events.Queued():
                return replace(self, seats=self.seats.wait(event.participant_id))
            case events.RegistrationWithdrawn():
                return replace(self, seats=self.seats.leave(event.participant_id))
            case events.GatheringCompleted():
                return replace(self, completed=(*self.completed, event))
            case _:
                return replace(self, timetable=self.timetable.evolve(event))

    def _seated(self, on: date) -> Happened:
        """Who waited first gets what is free."""
        return [
            events.SeatGiven(participant_id=each, on=on, **self._about)
            for each in self.seats.next()
        ]

    @property
    def _about(self) -> dict[str, Any]:
        return {"gathering_id": self.id, "organisation": self.announced.organisation}

    def _must_go_on(self) -> None:
        if self.is_cancelled:
            raise Refused("This was cancelled.", code="cancelled")
