"""What has been put right in a referral. What was said before stays in its history.

The public event says which facts changed and where the family lives now; the new values and why
lie in private ones, and reach the provider's register addressed to casework alone.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from services.common.codes import ConsentEnd, DisclosureLevel, ReferralStatus
from services.common.retention import CASE, REFERRAL
from services.referral.families.events import Consent, Family
from shared.kernel.events import event, personal


@event("referral.corrected", public=True)
class ReferralCorrected:
    """Some of what it says was wrong, or is so no more; `municipality` is what now holds."""

    referral_id: UUID
    correction_id: UUID
    organisation: UUID  # whose people put it right
    changed: tuple[str, ...]  # names of what was put right
    municipality: str | None  # None: withheld, non-disclosure for personal safety
    on: date


@event("referral.redescribed", retention=REFERRAL)
class ReferralRedescribed(Family):
    """What the sender says now, as a whole."""

    referral_id: UUID
    correction_id: UUID
    referrer_id: UUID
    age_band: str | None
    place: str = personal(of="subject_id")
    concerned: tuple[UUID, ...]
    referrer_name: str = personal(of="referrer_id")
    referrer_email: str = personal(of="referrer_id")
    referrer_phone: str = personal(of="referrer_id")
    reason: str = personal(of="subject_id")


@event("referral.correction_disclosed", to=("casework",), retention=CASE)
class CorrectionDisclosed(Family):
    """What the provider's register says from now on; by either side, after acceptance."""

    referral_id: UUID
    case_id: UUID
    correction_id: UUID
    organisation: UUID  # whose people put it right
    changed: tuple[str, ...]
    municipality: str | None  # None: withheld
    disclosure_level: Annotated[str, DisclosureLevel]
    inform: tuple[UUID, ...]
    on: date
    provider: UUID | None = None  # whose register it is; None: told by an earlier version
    reason: str = personal(of="subject_id")


@event("referral.children_counted", public=True)
class ChildrenCounted:
    """How many children the support is for, once the provider's register has been put right."""

    referral_id: UUID
    correction_id: UUID
    children: int
    on: date


@event("referral.consent_corrected")
class ConsentCorrected:
    """The consent was written down wrongly, or the family has given another."""

    referral_id: UUID
    correction_id: UUID
    subject_id: UUID
    consent: Consent
    on: date
    reason: str = personal(of="subject_id", retention=REFERRAL)
    # What the child thinks of it, from 12 on; None: not asked this time.
    child_view: str | None = personal(of="subject_id", retention=REFERRAL, default=None)


@event("referral.consent_withdrawn", public=True)
class ConsentWithdrawn:
    """The family takes its consent back: the sender hears no more, nobody else is told."""

    referral_id: UUID
    correction_id: UUID
    on: date
    given_back: bool = False  # nobody has accepted it, and whoever was to answer sees it no more


@event("referral.consent_lapsed", public=True)
class ConsentLapsed:
    """The last day of the consent is over: as if it had been taken back, but nobody said no."""

    referral_id: UUID
    correction_id: UUID
    on: date


@event("referral.informing_ended")
class InformingEnded:
    """These organisations, which the family had let know, hear no more of it."""

    referral_id: UUID
    correction_id: UUID
    organisations: tuple[UUID, ...]
    reason: Annotated[str, ConsentEnd]
    on: date


@event("referral.entered_in_error", public=True)
class ReferralEnteredInError:
    """It should never have been sent; it counts nowhere."""

    referral_id: UUID
    correction_id: UUID
    on: date


@event("referral.reopened", public=True)
class ReferralReopened:
    """Its end was a mistake: it goes on where it stood."""

    referral_id: UUID
    correction_id: UUID
    status: Annotated[str, ReferralStatus]
    on: date


@event("referral.correction_explained")
class CorrectionExplained:
    """Why a step was taken back, in the words of whoever did it."""

    referral_id: UUID
    correction_id: UUID
    subject_id: UUID
    reason: str = personal(of="subject_id", retention=REFERRAL)


CorrectionEvent = (
    ReferralCorrected
    | ReferralRedescribed
    | CorrectionDisclosed
    | ChildrenCounted
    | ConsentCorrected
    | ConsentWithdrawn
    | ConsentLapsed
    | InformingEnded
    | ReferralEnteredInError
    | ReferralReopened
    | CorrectionExplained
)
