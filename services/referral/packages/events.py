"""What has happened to a package: who asked for what, who took it, what was agreed and done.

Nobody is named: it is about a class, a group or a place. What travels is counts alone.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from services.common.codes import PackageAudience, PackageKind, Theme
from services.referral.package_plans.events import PlanEvent, Shape
from shared.kernel.events import event


@event("package.requested")
class PackageRequested:
    """What is needed; said again until an organisation has taken it."""

    package_id: UUID
    organisation: UUID  # of the municipality or the wellbeing county
    kind: Annotated[str, PackageKind]
    theme: Annotated[str, Theme]
    audience: Annotated[str, PackageAudience]
    people: int  # about how many it is for
    by_when: date
    municipality: str  # in which it takes place
    phenomenon: str  # what is going on
    wishes: str
    on: date
    template_id: UUID | None = None  # the package that it begins again
    shape: Shape | None = None  # what that was like
    candidates: tuple[UUID, ...] = ()  # who serves the place on that day


@event("package.taken")
class PackageTaken:
    """An organisation plans it; the others see it no more."""

    package_id: UUID
    organisation: UUID
    on: date


@event("package.given_back")
class PackageGivenBack:
    """The organisation cannot do it after all: others see it again."""

    package_id: UUID
    organisation: UUID
    reason: str
    on: date


@event("package.edition_approved")
class EditionApproved:
    """One of the two sides agrees to the plan as it was in that edition."""

    package_id: UUID
    organisation: UUID
    edition: int
    on: date


@event("package.partner_agreed")
class PartnerAgreed:
    """A partner takes part as the plan says in that edition."""

    package_id: UUID
    organisation: UUID
    edition: int
    on: date


@event("package.partner_declined")
class PartnerDeclined:
    """A partner takes no part; the two sides plan without it, or otherwise."""

    package_id: UUID
    organisation: UUID
    edition: int
    reason: str
    on: date


@event("package.agreed")
class PackageAgreed:
    """Both have agreed to the same edition: it holds from now on."""

    package_id: UUID
    edition: int
    on: date


@event("package.session_held")
class SessionHeld:
    """Who came, by kind; said again where it was wrong."""

    package_id: UUID
    session_id: UUID
    organisation: UUID  # which counted
    children: int
    young_people: int
    parents: int
    professionals: int
    others: int
    is_estimate: bool
    on: date


@event("package.cost_incurred")
class CostIncurred:
    package_id: UUID
    cost_id: UUID
    line_id: UUID  # of the budget
    organisation: UUID  # which wrote it down
    day: date
    amount: Decimal  # euros
    purpose: str
    on: date


@event("package.cost_taken_back")
class CostTakenBack:
    """It was written down by mistake."""

    package_id: UUID
    cost_id: UUID
    organisation: UUID
    on: date


@event("package.cancelled")
class PackageCancelled:
    package_id: UUID
    organisation: UUID
    reason: str
    on: date


@event("package.concluded")
class PackageConcluded:
    """What came of it, in words; who takes part reads them."""

    package_id: UUID
    organisation: UUID
    outcome: str
    reached: tuple[UUID, ...]  # goals of its plan
    on: date


@event("package.closed", public=True)
class PackageClosed:
    """What it was in numbers, without a word of it."""

    package_id: UUID
    organisation: UUID  # which led it
    kind: Annotated[str, PackageKind]
    theme: Annotated[str, Theme]
    audience: Annotated[str, PackageAudience]
    municipality: str
    sessions: int  # that were held
    children: int  # heads of all sessions together
    young_people: int
    parents: int
    professionals: int
    others: int
    is_estimate: bool  # of one session at least
    paid_by_municipality: int  # cents
    paid_by_own_grants: int  # cents
    paid_by_others: int  # cents
    on: date


@event("package.template_kept")
class TemplateKept:
    """Others of the network may begin it again elsewhere."""

    package_id: UUID
    organisation: UUID  # which led it
    kind: Annotated[str, PackageKind]
    theme: Annotated[str, Theme]
    audience: Annotated[str, PackageAudience]
    shape: Shape
    on: date


PartnerWord = PartnerAgreed | PartnerDeclined
PackageEvent = (
    PackageRequested
    | PackageTaken
    | PackageGivenBack
    | PlanEvent
    | EditionApproved
    | PartnerAgreed
    | PartnerDeclined
    | PackageAgreed
    | SessionHeld
    | CostIncurred
    | CostTakenBack
    | PackageCancelled
    | PackageConcluded
    | PackageClosed
    | TemplateKept
)
