"""Who supports, as data: the way a support person is vetted, what is asked of them."""

from datetime import date
from enum import StrEnum

from services.common.codes import SupportKind, VettingRegime
from services.common.programme.conditions import Condition, Strength
from services.common.programme.words import Words
from shared.kernel.events import value


class Support(StrEnum):
    MATCHED = "MATCHED"  # one support person, found by matching
    TEAM = "TEAM"  # the case's team itself
    NONE = "NONE"  # nobody in particular


class Step(StrEnum):
    """What a person passes on the way from applicant to vetted."""

    INTERVIEW = "INTERVIEW"
    REFERENCES = "REFERENCES"
    TRAINING = "TRAINING"
    CONSENT = "CONSENT"  # to the extract, under 148/2014
    EXTRACT_CHECK = "EXTRACT_CHECK"


class Consent(StrEnum):
    """Who has to say yes before a match starts."""

    VOLUNTEER = "VOLUNTEER"
    FAMILY = "FAMILY"
    CHILD = "CHILD"  # the child's own view, from the age of 12


@value
class Vetting:
    """The regime of a role, and what 148/2014 asks before an organiser may use its right.

    The three conditions are: regularly with a minor, in person, and alone or where the
    minor's integrity cannot otherwise be protected.
    """

    regime: VettingRegime
    cond_regular: bool = False
    cond_personal: bool = False
    cond_alone: bool = False
    guideline_ref: str = ""  # the organiser's written guideline, which lists the role
    guideline_approved_on: date | None = None
    announced_in_recruitment: bool = False

    @property
    def permits_extract(self) -> bool:
        return self.regime is not VettingRegime.NOT_PERMITTED


@value
class Requirement:
    """What a support person must (HARD) or should (SOFT) be, such as speaking Finnish.

    `condition.field` names what is known of the person: "languages", or something the
    interview finds out.
    """

    code: str
    strength: Strength
    condition: Condition
    explanation: Words


@value
class Supporter:
    """Who may become the support person of a programme."""

    kind: SupportKind = SupportKind.VOLUNTEER
    age_min: int = 18  # whole years
    requirements: tuple[Requirement, ...] = ()
