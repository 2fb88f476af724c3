"""Codes of open events: lectures, workshops and meeting places that anybody may come to."""

from enum import StrEnum


class HappeningKind(StrEnum):
    """What people come to."""

    LECTURE = "LECTURE"
    WORKSHOP = "WORKSHOP"
    MEETING_PLACE = "MEETING_PLACE"
    PEER_GROUP_OPEN = "PEER_GROUP_OPEN"
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
