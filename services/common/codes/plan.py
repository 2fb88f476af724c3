"""Codes of a case's plan: who looks at it together, and who signs what was agreed."""

from enum import StrEnum


class Attendee(StrEnum):
    """As what somebody takes part in a plan meeting; never who."""

    CHILD = "CHILD"
    PARENT = "PARENT"
    RELATIVE = "RELATIVE"
    SOCIAL_WORKER = "SOCIAL_WORKER"
    TEAM = "TEAM"
    SUPPORT_PERSON = "SUPPORT_PERSON"
    SCHOOL = "SCHOOL"
    HEALTH_CARE = "HEALTH_CARE"
    INTERPRETER = "INTERPRETER"
    OTHER = "OTHER"


class Signer(StrEnum):
    """As what somebody signs an agreement; the professions of a team sign as what they are."""

    CHILD = "CHILD"
    SELF = "SELF"
    GUARDIAN = "GUARDIAN"
    OTHER_GUARDIAN = "OTHER_GUARDIAN"
    SUPPORT_PERSON = "SUPPORT_PERSON"
    WORKER = "WORKER"
    COORDINATOR = "COORDINATOR"


class ToolState(StrEnum):
    """How a tool of the programme stands in a case; before either, it is open."""

    USED = "USED"
    LEFT_OUT = "LEFT_OUT"


class QuestionSubject(StrEnum):
    """Of whom an answer to a programme's question tells."""

    CHILD = "CHILD"
    PARENT = "PARENT"  # each parent by themselves
    FAMILY = "FAMILY"


class QuestionMoment(StrEnum):
    """When a programme's question is asked."""

    START = "START"  # once, when the support begins
    PHASE = "PHASE"  # anew in each phase
    END = "END"  # once more when the support is over


class Unanswered(StrEnum):
    """What may be said to any question instead of an answer. Not asked is nothing at all."""

    DECLINED = "DECLINED"  # does not want to say
    UNKNOWN = "UNKNOWN"  # was asked, and nobody knows


class LifeArea(StrEnum):
    """An area of life in which somebody grows independent."""

    HOME = "HOME"
    MONEY = "MONEY"
    SCHOOL_WORK = "SCHOOL_WORK"
    HEALTH = "HEALTH"
    FREE_TIME = "FREE_TIME"
    PEOPLE = "PEOPLE"
