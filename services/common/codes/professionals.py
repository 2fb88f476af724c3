"""Codes of the help that professionals of municipalities ask organisations for."""

from enum import StrEnum


class Profession(StrEnum):
    """As what somebody works who asks for advice."""

    SOCIAL_WORK = "SOCIAL_WORK"
    FAMILY_WORK = "FAMILY_WORK"
    EARLY_EDUCATION = "EARLY_EDUCATION"
    SCHOOL = "SCHOOL"
    STUDENT_WELFARE = "STUDENT_WELFARE"
    HEALTH_CARE = "HEALTH_CARE"
    YOUTH_WORK = "YOUTH_WORK"
    OTHER = "OTHER"


class ConsultationStatus(StrEnum):
    """How a consultation stands."""

    OPEN = "OPEN"  # nobody has taken it
    TAKEN = "TAKEN"  # an organisation answers it
    ANSWERED = "ANSWERED"
    CLOSED = "CLOSED"


class PairWorkStatus(StrEnum):
    """How it goes with a request for a pair."""

    OPEN = "OPEN"  # nobody offers
    OFFERED = "OFFERED"  # the asker says yes or no
    AGREED = "AGREED"
    HELD = "HELD"
    NOT_HELD = "NOT_HELD"
    WITHDRAWN = "WITHDRAWN"  # by the asker, before anything was agreed
    CANCELLED = "CANCELLED"


class MeetingVenue(StrEnum):
    """At whose place a pair meets the client."""

    MUNICIPALITY = "MUNICIPALITY"
    ORGANISATION = "ORGANISATION"
    ONLINE = "ONLINE"


class NotHeldReason(StrEnum):
    """Why an agreed meeting was not held."""

    CLIENT_DID_NOT_COME = "CLIENT_DID_NOT_COME"
    CANCELLED_LATE = "CANCELLED_LATE"
    WORKER_DID_NOT_COME = "WORKER_DID_NOT_COME"
    OTHER = "OTHER"


class PairWorkResult(StrEnum):
    """What a meeting with a pair brought."""

    NEXT_STEP = "NEXT_STEP"
    SERVICE_FOUND = "SERVICE_FOUND"
    SHARED_VIEW = "SHARED_VIEW"
    OWN_WORK = "OWN_WORK"
    MEETS_AGAIN = "MEETS_AGAIN"
    NOTHING_NEW = "NOTHING_NEW"
