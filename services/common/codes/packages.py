"""Codes of packages: help made to measure for a class, a group or a place."""

from enum import StrEnum


class PackageKind(StrEnum):
    """What a municipality asks for."""

    WORKSHOP_FOR_CLASS = "WORKSHOP_FOR_CLASS"
    PEER_GROUP = "PEER_GROUP"
    MEETING_PLACE = "MEETING_PLACE"
    TRAINING = "TRAINING"
    MIXED = "MIXED"


class PackageAudience(StrEnum):
    """Whom it is for."""

    CLASS = "CLASS"
    GRADE = "GRADE"
    YOUNG_PEOPLE = "YOUNG_PEOPLE"
    PARENTS = "PARENTS"
    FAMILIES = "FAMILIES"
    IMMIGRANT_FAMILIES = "IMMIGRANT_FAMILIES"
    PROFESSIONALS = "PROFESSIONALS"


class PackageStatus(StrEnum):
    """How it stands."""

    REQUESTED = "REQUESTED"  # no organisation has taken it
    IN_PLANNING = "IN_PLANNING"
    AGREED = "AGREED"  # both sides have agreed to one edition of its plan
    CLOSED = "CLOSED"
    CANCELLED = "CANCELLED"


class PayerKind(StrEnum):
    """Who pays a line of the budget."""

    MUNICIPALITY = "MUNICIPALITY"
    OWN_GRANT = "OWN_GRANT"  # an organisation, of a grant of its own
    OTHER = "OTHER"


class PackageSide(StrEnum):
    """Who agrees to a plan."""

    MUNICIPALITY = "MUNICIPALITY"
    LEAD = "LEAD"  # the organisation that has taken it
