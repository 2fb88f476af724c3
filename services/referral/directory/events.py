"""What is known of organisations, their programmes and agreements, in the public language.

Other services may import this module alone, so the types of a programme are named here too.
A programme travels whole: what it says is data, and nobody names a programme in code.
"""

from datetime import date
from decimal import Decimal
from uuid import UUID

from services.common.codes import AgreementKind, OrganisationKind
from services.common.programme.programme import (
    Programme,
)
from shared.kernel.events import event, value


@event("organisation.registered", public=True)
class OrganisationRegistered:
    organisation_id: UUID
    code: str  # unique, such as "mll-vs"
    name: str
    kind: OrganisationKind
    area: str | None = None  # municipality "853" or county "county:05"; None: no area of its own


@event("organisation.contact_given", to=("volunteers", "casework"))
class ContactGiven:
    """How an organisation is reached from now on; empty where it is not said."""

    organisation_id: UUID
    phone: str  # of the work of its coordinator, E.164
    email: str
    address: str  # postal or visiting


@event("organisation.renamed", public=True)
class OrganisationRenamed:
    """What it is called from now on."""

    organisation_id: UUID
    name: str  # in Finnish
    name_sv: str = ""  # empty: it has none of its own
    name_en: str = ""


@event("organisation.kind_given", public=True)
class KindGiven:
    """What kind of organisation it is from now on, and whose inhabitants it is there for."""

    organisation_id: UUID
    kind: OrganisationKind
    area: str | None = None  # as when it was registered


@event("organisation.left", public=True)
class OrganisationLeft:
    """Nobody of it works here any more; what it has done stays."""

    organisation_id: UUID
    on: date


@event("organisation.returned", public=True)
class OrganisationReturned:
    organisation_id: UUID
    on: date


@event("programme.published", public=True)
class ProgrammePublished:
    programme_id: UUID
    provider: UUID  # the organisation whose code the programme names
    programme: Programme


@event("programme.withdrawn", public=True)
class ProgrammeWithdrawn:
    """It takes no new families from a day on; what has begun goes on to its end."""

    programme_id: UUID
    code: str
    provider: UUID
    closes_on: date  # the first day without new families


@event("programme.withdrawal_announced")
class WithdrawalAnnounced:
    """Who hears of it before that day, comes in the same moment."""

    programme_id: UUID
    providers: tuple[UUID, ...]  # that answer families of it
    senders: tuple[UUID, ...]  # that have agreed on it, or send families to it
    closes_on: date


@event("programme.withdrawal_taken_back", public=True)
class WithdrawalTakenBack:
    """It goes on as if it had never been withdrawn."""

    programme_id: UUID
    code: str
    provider: UUID


@value
class Emphasis:
    """What the parties agreed to put first in one year of an agreement."""

    year: int
    programmes: tuple[str, ...]
    agreed_on: date


@value
class ProgrammeQuota:
    """How many families of one programme the party gets."""

    programme: str
    families: int  # a calendar year


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
    kind: AgreementKind | None = None  # None: not said
    quotas: tuple[ProgrammeQuota, ...] = ()  # of single programmes, within the quota
    family_price: Decimal | None = None  # euros for each family that is taken on
    notice_days: int | None = None  # before the last day: by then the parties decide what follows
    plan_link: str = ""  # where the plan can be read


@event("agreement.ended", public=True)
class AgreementEnded:
    agreement_id: UUID
    ends_on: date  # the last day it holds


@event("agreement.renewed", public=True)
class AgreementRenewed:
    """It goes on as it is, longer than it was agreed."""

    agreement_id: UUID
    ends_on: date | None  # the new last day; None: until further notice
    decide_by: date | None = None  # by then the parties decide what follows it


OrganisationEvent = (
    OrganisationRegistered
    | ContactGiven
    | OrganisationRenamed
    | KindGiven
    | OrganisationLeft
    | OrganisationReturned
)
ProgrammeEvent = ProgrammePublished | ProgrammeWithdrawn | WithdrawalAnnounced | WithdrawalTakenBack
AgreementEvent = AgreementMade | AgreementEnded | AgreementRenewed
