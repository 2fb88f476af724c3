"""What a provider has decided of two of its referrals: one person, or two.

Nothing here is public, and no level lets a sender read it: who has sent a child would learn from it
that somebody else has. Casework and reporting hear ids and days, addressed to them.
"""

from datetime import date
from uuid import UUID

from services.common.codes import SamenessAnswer
from services.common.retention import CASE
from shared.kernel.events import event, personal


@event("referral.merged", to=("casework", "reporting"))
class ReferralMerged:
    """It is of the same person as another referral, whose case leads from that day on."""

    referral_id: UUID
    case_id: UUID
    organisation: UUID  # the provider of both
    into: UUID  # the referral that leads
    into_case: UUID
    on: date


@event("referral.separated", to=("casework", "reporting"))
class ReferralSeparated:
    """They were not the same person after all, and stand as they stood before."""

    referral_id: UUID
    case_id: UUID
    organisation: UUID
    other: UUID  # the referral that led
    other_case: UUID
    started_on: date | None = None  # its own support, before it was merged; None: not yet
    on: date


@event("referral.joined")
class ReferralJoined:
    """Another referral of the same person follows this one."""

    referral_id: UUID
    other: UUID
    on: date


@event("referral.parted")
class ReferralParted:
    """The other one follows no longer."""

    referral_id: UUID
    other: UUID
    on: date


@event("referral.distinguished")
class ReferralDistinguished:
    """It looks like another referral, and is of another person: nobody is asked again."""

    referral_id: UUID
    organisation: UUID
    other: UUID
    on: date


@event("referral.sameness_explained")
class SamenessExplained:
    """Why, in the words of whoever decided."""

    referral_id: UUID
    subject_id: UUID  # of the provider's register
    organisation: UUID
    other: UUID
    answer: SamenessAnswer
    on: date
    reason: str = personal(of="subject_id", retention=CASE)


SamenessEvent = (
    ReferralMerged
    | ReferralSeparated
    | ReferralJoined
    | ReferralParted
    | ReferralDistinguished
    | SamenessExplained
)
