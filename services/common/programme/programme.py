"""A programme as data: everything that referral, matching and casework need to know of it.

Code names no programme. What differs from one to the next is said here, published whole as
an event, and read by every service from there; a case keeps the version it began with.
"""

from decimal import Decimal
from enum import StrEnum

from services.common.codes import DisclosureLevel, ProviderKind
from services.common.programme.conditions import Audience, Exclusion, Precondition
from services.common.programme.phases import ENDED, Exit, Phase, Task
from services.common.programme.questions import Question
from services.common.programme.support import Consent, Step, Support, Supporter, Vetting
from services.common.programme.usual import (
    FOLLOW_UP_MONTHS,
    LONG_WAIT_DAYS,
    PROMISE_DAYS,
    QUIET_DAYS,
)
from services.common.programme.words import Named, Words
from shared.kernel.events import value


class Scenario(StrEnum):
    """Whose register a client's record belongs to."""

    A = "A"  # the NGO's own voluntary work: the NGO
    B = "B"  # bought by a county or city: the buyer; the provider acts for it
    C = "C"  # own service: the city or county
    D = "D"  # joint front of several NGOs: as agreed


class Per(StrEnum):
    WEEK = "WEEK"
    MONTH = "MONTH"


class CrisisMeetings(StrEnum):
    NEVER = "NEVER"
    IF_AGREED = "IF_AGREED"  # only when agreed separately for the case
    ALWAYS = "ALWAYS"


@value
class Frequency:
    """How often to meet; one number is the same `min` and `max`."""

    min: int
    max: int
    per: Per


@value
class Indicator:
    """Something measured of a case over time. `lowest` and `highest` are included."""

    code: str  # "gas", "3x10d.6" or a code of the programme's own
    name: Words
    lowest: Decimal
    highest: Decimal


@value
class Includes:
    """What belongs to the service beside the meetings."""

    summary_months: int | None = None  # months between summaries to the sender or payer
    phone_24h: bool = False
    crisis_meetings: CrisisMeetings = CrisisMeetings.NEVER
    costs: bool = False  # hobby and travel costs with the child
    one_plan: bool = False  # one plan shared by all professions
    appointments: bool = False  # appointments reminded of, kept and missed


@value
class Programme:
    """One version of a programme, whole. A higher version replaces it for what starts later."""

    code: str
    version: int
    name: Words
    summary: Words
    provider: str  # organisation code
    provider_kind: ProviderKind
    controller_scenario: Scenario
    funders: tuple[str, ...] = ()
    referable: bool = True  # False: shown in the directory, but no referral goes there

    audience: Audience
    needs: tuple[str, ...] = ()  # the needs it answers; empty says nothing
    themes: tuple[Named, ...] = ()
    activities: tuple[Named, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    preconditions: tuple[Precondition, ...] = ()
    routes: tuple[str, ...] = ()  # referrer kinds it expects; empty: any
    not_a: tuple[Named, ...] = ()  # what the support person is not

    asks_own_experience: bool = False  # of a family that turns to it by itself

    support: Support
    supporter: Supporter = Supporter()
    vetting: Vetting
    policy: tuple[Step, ...] = ()  # what approval of a support person requires, in order
    consents: tuple[Consent, ...] = ()
    team: tuple[Named, ...] = ()  # professions

    phases: tuple[Phase, ...] = ()  # in order; empty: a case without phases
    minimum_months: int | None = None  # an earlier end needs a reason
    commitment_months: int | None = None  # how long a support person promises to go on
    frequency: Frequency | None = None  # None: as agreed in each case
    includes: Includes = Includes()

    promise_days: int = PROMISE_DAYS  # working days within which a sender is answered
    long_wait_days: int = LONG_WAIT_DAYS  # after which a family has waited long for somebody
    quiet_days: int = QUIET_DAYS  # without a visit, after which somebody should look
    follow_up_months: int = FOLLOW_UP_MONTHS  # from the closing to the follow-up
    disclosure_level: DisclosureLevel = (
        DisclosureLevel.L1
    )  # what a sender may read back unless less is consented to
    indicators: tuple[Indicator, ...] = ()
    questions: tuple[Question, ...] = ()  # asked of its families, for figures that it is judged by
    reports: tuple[str, ...] = ()  # codes of the figures that describe it, such as "M10"

    def name_in(self, locale: str) -> str:
        return self.name.said_in(locale)

    @property
    def is_guided(self) -> bool:
        """Volunteers support; there is no client plan, and a talk follows how it goes."""
        return self.provider_kind is ProviderKind.VOLUNTEER_GUIDED

    def age_fits(self, age: int) -> bool:
        return self.audience.age_fits(age)

    @property
    def asks_identity_code(self) -> bool:
        """An authority's register alone identifies by it (Data Protection Act, section 29)."""
        return self.controller_scenario in (Scenario.B, Scenario.C)

    @property
    def first_phase(self) -> Phase | None:
        return self.phases[0] if self.phases else None

    def phase(self, code: str | None) -> Phase | None:
        return next((phase for phase in self.phases if phase.code == code), None)

    def next_phases(self, code: str | None) -> tuple[Exit, ...]:
        """Ways from a phase to other phases, loops back included; the end is not among them."""
        phase = self.phase(code)
        return tuple(exit_ for exit_ in phase.exits if exit_.to != ENDED) if phase else ()

    def task(self, code: str) -> Task | None:
        tasks = (task for phase in self.phases for task in phase.tasks)
        return next((task for task in tasks if task.code == code), None)

    def profession(self, code: str) -> Named | None:
        return next((each for each in self.team if each.code == code), None)

    def question(self, code: str) -> Question | None:
        return next((question for question in self.questions if question.code == code), None)

    def indicator(self, code: str) -> Indicator | None:
        return next((indicator for indicator in self.indicators if indicator.code == code), None)
