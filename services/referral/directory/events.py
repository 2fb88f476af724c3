"""What is known of organisations, their programmes and agreements, in the public language.

Other services may import this module alone, so the types of a programme are named here too.
A programme travels whole: what it says is data, and nobody names a programme in code.
"""

from datetime import date
from decimal import Decimal
from uuid import UUID

from services.codes import OrganisationKind
from services.referral.directory.conditions import (
    Audience,
    Condition,
    Exclusion,
    Precondition,
    Strength,
)
from services.referral.directory.phases import ENDED, Exit, Guard, Phase, Task, Tool
from services.referral.directory.programme import (
    CrisisMeetings,
    Frequency,
    Includes,
    Indicator,
    Per,
    Programme,
    Scenario,
)
from services.referral.directory.support import (
    Consent,
    Requirement,
    Step,
    Support,
    Supporter,
    Vetting,
)
from services.referral.directory.words import Named, Words
from shared.events import event, value

__all__ = [
    "ENDED",
    "AgreementEnded",
    "AgreementEvent",
    "AgreementMade",
    "Audience",
    "Condition",
    "Consent",
    "CrisisMeetings",
    "Emphasis",
    "Exclusion",
    "Exit",
    "Frequency",
    "Guard",
    "Includes",
    "Indicator",
    "Named",
    "OrganisationEvent",
    "OrganisationRegistered",
    "Per",
    "Phase",
    "Precondition",
    "Programme",
    "ProgrammeEvent",
    "ProgrammePublished",
    "Requirement",
    "Scenario",
    "Step",
    "Strength",
    "Support",
    "Supporter",
    "Task",
    "Tool",
    "Vetting",
    "Words",
]


@event("organisation.registered", public=True)
class OrganisationRegistered:
    organisation_id: UUID
    code: str  # unique, such as "mll-vs"
    name: str
    kind: OrganisationKind
    area: str | None = None  # municipality "853" or county "county:05"; None: no area of its own


@event("programme.published", public=True)
class ProgrammePublished:
    programme_id: UUID
    provider: UUID  # the organisation whose code the programme names
    programme: Programme


@value
class Emphasis:
    """What the parties agreed to put first in one year of an agreement."""

    year: int
    programmes: tuple[str, ...]
    agreed_on: date


@event("agreement.made", public=True)
class AgreementMade:
    """A provider serves the inhabitants of an area, for a party that pays or lets it."""

    agreement_id: UUID
    provider: UUID
    party: UUID
    controller: UUID  # whose register the clients' records belong to
    programmes: tuple[str, ...]
    municipalities: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()  # wellbeing counties, such as "05"
    starts_on: date  # included
    ends_on: date | None = None  # included; None: until further notice
    quota: int | None = None  # families a calendar year; None: no limit agreed
    price: Decimal | None = None  # euros a year
    emphases: tuple[Emphasis, ...] = ()
    plan: str = ""  # the public plan it belongs to, such as a children's wellbeing programme


@event("agreement.ended", public=True)
class AgreementEnded:
    agreement_id: UUID
    ends_on: date  # the last day it holds


OrganisationEvent = OrganisationRegistered
ProgrammeEvent = ProgrammePublished
AgreementEvent = AgreementMade | AgreementEnded
