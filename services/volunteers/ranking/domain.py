"""A ranked list as values: candidates with the parts of their score, and who is excluded."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from services.common.programme import Step
from shared.kernel.events import value


class PartName(StrEnum):
    """The parts of a candidate's score."""

    DISTANCE = "distance"
    LANGUAGE = "language"
    INTERESTS = "interests"
    AVAILABILITY = "availability"
    EXPERIENCE = "experience"
    LOAD = "load"


class Reason(StrEnum):
    """Why a part has its points; `Part.values` says the rest."""

    SAME_MUNICIPALITY = "SAME_MUNICIPALITY"
    SAME_SUBREGION = "SAME_SUBREGION"
    SAME_COUNTY = "SAME_COUNTY"
    ELSEWHERE = "ELSEWHERE"
    WITHHELD = "WITHHELD"  # no place may be used
    MOTHER_TONGUE = "MOTHER_TONGUE"  # languages
    SERVICE_LANGUAGE = "SERVICE_LANGUAGE"  # languages
    WITH_INTERPRETER = "WITH_INTERPRETER"  # languages
    SHARED = "SHARED"  # codes wished for and offered
    NOTHING_SHARED = "NOTHING_SHARED"
    NO_WISHES = "NO_WISHES"
    EARLIER_MATCHES = "EARLIER_MATCHES"  # how many
    FREE_PLACES = "FREE_PLACES"  # how many of how many


class Rule(StrEnum):
    """The hard rules, in the order in which they are asked."""

    VETTED = "VETTED"  # not approved for the programme
    VERSION = "VERSION"  # approved under a version that asked for less than the case's
    PAUSED = "PAUSED"
    SAFETY = "SAFETY"  # ended with this family for a reason of safety
    NOT_A_FIT = "NOT_A_FIT"  # did not suit this family before
    LANGUAGE = "LANGUAGE"  # no language in common, or one that the programme requires is missing
    CAPACITY = "CAPACITY"  # supports as many families as they promised
    DOUBLE_BOOKING = "DOUBLE_BOOKING"  # the last free place is promised in an open proposal


class Caution(StrEnum):
    """What speaks against somebody without excluding them: how the support ended before."""

    FAMILY_ENDED = "FAMILY_ENDED"
    VOLUNTEER_LEFT = "VOLUNTEER_LEFT"
    OTHER = "OTHER"
    DECLINED = "DECLINED"  # a proposal that did not become a match


@value
class Part:
    name: PartName
    points: int
    max: int
    reason: Reason
    values: tuple[str, ...] = ()


@value
class Candidate:
    volunteer_id: UUID
    score: int
    parts: tuple[Part, ...]
    warnings: tuple[Caution, ...] = ()


@value
class Excluded:
    volunteer_id: UUID
    rule: Rule
    lacks: tuple[Step, ...] = ()  # of the policy of the case's version


@dataclass(frozen=True)
class Engaged:
    """How much of a person's time is promised."""

    supporting: int = 0  # agreed and started
    proposed: int = 0
    earlier: int = 0  # ended
