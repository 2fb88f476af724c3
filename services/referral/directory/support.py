"""Who supports, as data: the way a support person is vetted, what is asked of them."""

from datetime import date
from enum import StrEnum

from services.codes import SupportKind, VettingRegime
from services.referral.directory.conditions import Condition, Strength
from services.referral.directory.words import Words
from shared.events import value

EMPLOYERS = (VettingRegime.EMPLOYER_MUST_504_2002, VettingRegime.EMPLOYER_MAY_504_2002)
ASKED_BY_148_2014 = (  # before the organiser has its right
    "cond_regular",
    "cond_personal",
    "cond_alone",
    "guideline_ref",
    "guideline_approved_on",
    "announced_in_recruitment",
)


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

    @property
    def lacks(self) -> tuple[str, ...]:
        """What 148/2014 asks for and is not said here; under the other regimes nothing."""
        if self.regime is not VettingRegime.ORGANISER_MAY_148_2014:
            return ()
        return tuple(name for name in ASKED_BY_148_2014 if not getattr(self, name))

    @property
    def organiser_may(self) -> bool:
        """Its right needs all three conditions, a guideline and an announcement."""
        return self.regime is VettingRegime.ORGANISER_MAY_148_2014 and not self.lacks

    @property
    def employer_sees(self) -> bool:
        return self.regime in EMPLOYERS


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
