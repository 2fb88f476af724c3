"""Codes of what people come together for: courses, guidance, open events, and who takes part."""

from enum import StrEnum


class GatheringKind(StrEnum):
    """What people come together for, in one session or several."""

    COURSE = "COURSE"
    GUIDANCE = "GUIDANCE"
    LECTURE = "LECTURE"
    PEER_GROUP = "PEER_GROUP"
    WORKSHOP = "WORKSHOP"


class GatheringStatus(StrEnum):
    """Whether it takes place."""

    PLANNED = "PLANNED"
    CANCELLED = "CANCELLED"


class SessionStatus(StrEnum):
    """Whether one session of it takes place."""

    PLANNED = "PLANNED"
    CANCELLED = "CANCELLED"


class RegistrationStatus(StrEnum):
    """Whether somebody has a seat."""

    REGISTERED = "REGISTERED"
    WAITING = "WAITING"  # for a seat that somebody else gives up
    WITHDRAWN = "WITHDRAWN"


class Presence(StrEnum):
    """Whether somebody was at a session."""

    PRESENT = "PRESENT"
    ABSENT = "ABSENT"
    EXCUSED = "EXCUSED"


class GuidanceState(StrEnum):
    """How it stands with somebody's guidance."""

    GUIDED = "GUIDED"
    LATE = "LATE"  # none for longer than their organisation wishes
    NO_GUIDE = "NO_GUIDE"  # nobody who is still here leads their group
    NO_GROUP = "NO_GROUP"
