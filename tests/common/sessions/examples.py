"""Values of gatherings that these tests share."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from services.common.codes import GatheringKind, Presence
from services.common.sessions import events
from services.common.sessions.domain import Gathering
from shared.kernel.aggregate import fold

COURSE, FIRST, SECOND, NGO, HOST, ANNA, OTTO, SARI = (UUID(int=n) for n in range(60, 68))
MAY = date(2026, 5, 4)
BEFORE = datetime(2026, 5, 4, 9, tzinfo=UTC)
AFTER = datetime(2026, 6, 20, 9, tzinfo=UTC)
ABOUT = {"gathering_id": COURSE, "organisation": NGO}
PLANNED = events.GatheringPlanned(
    **ABOUT,
    kind=GatheringKind.COURSE,
    title="Tukihenkilön peruskurssi",
    about="",
    language="fi",
    seats=1,
    registers_until=None,
    least_sessions=0,
    hosts=(HOST,),
    materials="https://example.org/kurssi",
)
SESSION = events.SessionPlanned(
    gathering_id=COURSE,
    session_id=FIRST,
    day=date(2026, 6, 2),
    begins="18:00",
    minutes=120,
    topic="Kohtaaminen",
    place="Kirjasto, Turku",
    link="https://video.example.org/a",
)
LATER = replace(SESSION, session_id=SECOND, day=date(2026, 6, 9), topic="Rajat")
SEATED = events.Registered(**ABOUT, participant_id=ANNA, on=MAY)
QUEUED = events.Queued(**ABOUT, participant_id=OTTO, on=MAY)
GIVEN = events.SeatGiven(**ABOUT, participant_id=OTTO, on=MAY)
LEFT = events.RegistrationWithdrawn(gathering_id=COURSE, participant_id=ANNA, on=MAY)
CANCELLED = events.GatheringCancelled(gathering_id=COURSE, on=MAY)
THERE = events.AttendanceNoted(
    gathering_id=COURSE,
    session_id=FIRST,
    participant_id=ANNA,
    presence=Presence.PRESENT,
    minutes=120,
)
THERE_TOO = replace(THERE, session_id=SECOND, minutes=90)


def given(*history: events.GatheringEvent) -> Gathering:
    return fold(Gathering(COURSE), history)
