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
