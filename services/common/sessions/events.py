"""What has happened to a gathering: a course, a guidance group, an open event.

Days and times are those of the place, as people write them: a session at six in the evening is at
six, whatever the clocks do before it. All of it is private to its service. Who takes part is an
id; the texts are an announcement, which names nobody.
"""

from datetime import date
from uuid import UUID

from services.common.codes import GatheringKind, Presence
from shared.kernel.events import event


@event("gathering.planned")
class GatheringPlanned:
    """What it is; said again when something of it changes."""

    gathering_id: UUID
    organisation: UUID
    kind: GatheringKind
    title: str
    about: str  # empty: the title says all
    language: str
    seats: int  # 0: as many as come
    registers_until: date | None  # the last day; None: until the first session begins
    least_sessions: int  # at which one must have been to complete it; 0: at all of them
    hosts: tuple[UUID, ...]  # ids of principals
    materials: str  # for who takes part: links and words, a line each


@event("gathering.session_planned")
class SessionPlanned:
    gathering_id: UUID
    session_id: UUID
    day: date
    begins: str  # 18:00, the time of the place
    minutes: int
    topic: str
    place: str  # empty: online only
    link: str  # shown to who takes part; empty: on site only


@event("gathering.session_moved")
class SessionMoved:
    """Another day, time or place; all of it is said anew."""

    gathering_id: UUID
    session_id: UUID
    day: date
    begins: str
    minutes: int
    topic: str
    place: str
    link: str


@event("gathering.session_cancelled")
class SessionCancelled:
    gathering_id: UUID
    session_id: UUID


@event("gathering.cancelled")
class GatheringCancelled:
    """None of its sessions that are still to come takes place."""

    gathering_id: UUID
    on: date


@event("gathering.registered")
class Registered:
    """Somebody has a seat."""

    gathering_id: UUID
    organisation: UUID
    participant_id: UUID
    on: date


@event("gathering.queued")
class Queued:
    """All seats were taken: they wait for one, in the order in which they came."""

    gathering_id: UUID
    organisation: UUID
    participant_id: UUID
    on: date


@event("gathering.seat_given")
class SeatGiven:
    """Who waited first has the seat that somebody gave up, or that was added."""

    gathering_id: UUID
    organisation: UUID
    participant_id: UUID
    on: date


@event("gathering.registration_withdrawn")
class RegistrationWithdrawn:
    gathering_id: UUID
    participant_id: UUID
    on: date


@event("gathering.attendance_noted")
class AttendanceNoted:
    """Whether somebody was there; said again when it was wrong."""

    gathering_id: UUID
    session_id: UUID
    participant_id: UUID
    presence: Presence
    minutes: int  # 0 unless they were there


@event("gathering.completed")
class GatheringCompleted:
    """Somebody was there as much as it takes."""

    gathering_id: UUID
    organisation: UUID
    participant_id: UUID
    minutes: int  # in all
    completed_on: date  # of the last session at which they were


GatheringEvent = (
    GatheringPlanned
    | SessionPlanned
    | SessionMoved
    | SessionCancelled
    | GatheringCancelled
    | Registered
    | Queued
    | SeatGiven
    | RegistrationWithdrawn
    | AttendanceNoted
    | GatheringCompleted
)
