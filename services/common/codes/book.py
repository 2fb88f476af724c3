"""Codes of the entries of a case's book beside its visits."""

from enum import StrEnum


class EntryKind(StrEnum):
    """What an entry is about. Which of them a case has, its programme says."""

    CONTACT = "CONTACT"
    PHONE_24H = "PHONE_24H"
    CRISIS_MEETING = "CRISIS_MEETING"
    OUR_THING = "OUR_THING"
    APPOINTMENT = "APPOINTMENT"
    APPLICATION = "APPLICATION"
    COST = "COST"


class EntryStatus(StrEnum):
    """What came of it; only an appointment or an application waits."""

    PLANNED = "PLANNED"
    DONE = "DONE"
    MISSED = "MISSED"
    CANCELLED = "CANCELLED"


class Party(StrEnum):
    """Whose work somebody does whom the family or its support deals with; never who."""

    SCHOOL = "SCHOOL"
    EARLY_EDUCATION = "EARLY_EDUCATION"
    HEALTH_CARE = "HEALTH_CARE"
    MENTAL_HEALTH = "MENTAL_HEALTH"
    CHILD_PROTECTION = "CHILD_PROTECTION"
    SOCIAL_SERVICES = "SOCIAL_SERVICES"
    KELA = "KELA"
    YOUTH_WORK = "YOUTH_WORK"
    HOBBY = "HOBBY"
    RELATIVES = "RELATIVES"
    POLICE = "POLICE"
    OTHER = "OTHER"


class CostKind(StrEnum):
    """What was paid for."""

    HOBBY = "HOBBY"
    TRAVEL = "TRAVEL"
    FOOD = "FOOD"
    OTHER = "OTHER"


class Circle(StrEnum):
    """Who reads what an entry says."""

    TEAM = "TEAM"
    COORDINATORS = "COORDINATORS"


class DocumentKind(StrEnum):
    """What a paper of a case is."""

    AGREEMENT = "AGREEMENT"
    STATEMENT = "STATEMENT"
    DECISION = "DECISION"
    PLAN = "PLAN"
    OTHER_PAPER = "OTHER_PAPER"


class DocumentCircle(StrEnum):
    """Who reads a paper of a case."""

    TEAM = "TEAM"
    COORDINATORS = "COORDINATORS"
    NAMED = "NAMED"


class Side(StrEnum):
    """Where somebody around a child stands."""

    FAMILY = "FAMILY"
    RELATIVES = "RELATIVES"
    FRIENDS = "FRIENDS"
    SCHOOL_HOBBY = "SCHOOL_HOBBY"
    WORKERS = "WORKERS"
