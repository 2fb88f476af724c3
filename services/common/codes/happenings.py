"""Codes of open events: lectures, workshops and meeting places that anybody may come to."""

from enum import StrEnum


class HappeningKind(StrEnum):
    """What people come to."""

    LECTURE = "LECTURE"
    WORKSHOP = "WORKSHOP"
    MEETING_PLACE = "MEETING_PLACE"
    PEER_GROUP_OPEN = "PEER_GROUP_OPEN"
    PEER_GROUP = "PEER_GROUP"  # closed: the same people each time
    EXPERTS_BY_EXPERIENCE = "EXPERTS_BY_EXPERIENCE"
    TRAINING_CAFE = "TRAINING_CAFE"
    PROFESSIONAL_TRAINING = "PROFESSIONAL_TRAINING"


class HappeningStatus(StrEnum):
    """Who can read of it."""

    DRAFT = "DRAFT"  # its own organisation alone
    PUBLISHED = "PUBLISHED"
    CANCELLED = "CANCELLED"


class Audience(StrEnum):
    """Whom it is for."""

    FAMILIES = "FAMILIES"
    PROFESSIONALS = "PROFESSIONALS"
    EVERYBODY = "EVERYBODY"


class Guiding(StrEnum):
    """As what somebody guides a group; who it is, nobody writes."""

    PROFESSIONAL = "PROFESSIONAL"
    VOLUNTEER = "VOLUNTEER"
    EXPERT_BY_EXPERIENCE = "EXPERT_BY_EXPERIENCE"


class SpeakerRole(StrEnum):
    """As what somebody speaks at an open event."""

    WORKER = "WORKER"
    EXPERT_BY_EXPERIENCE = "EXPERT_BY_EXPERIENCE"
    GUEST = "GUEST"
