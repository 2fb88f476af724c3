"""What a referral's end means for how long the family is kept, and who is erased then."""

from uuid import UUID

from services.common.codes import ReferralStatus, RetentionMoment
from services.common.erasure.rules import Moments
from services.common.programme.programme import Scenario
from services.referral.referrals.domain import Referral

STATUTORY = (Scenario.B, Scenario.C)  # an authority's register, whoever provides the support
SUPPORTED = (ReferralStatus.COMPLETED, ReferralStatus.FAILED)
NOT_ACCEPTED = (
    ReferralStatus.REJECTED,
    ReferralStatus.WITHDRAWN,
    ReferralStatus.ENTERED_IN_ERROR,
)


def moments(referral: Referral, scenario: Scenario | None) -> Moments:
    """When it ended, and as what; nothing while it goes on."""
    if referral.latest is None:
        return {}
    if referral.status in SUPPORTED and scenario in STATUTORY:
        return {RetentionMoment.STATUTORY_SUPPORT_ENDED: referral.latest}
    if referral.status in SUPPORTED:
        return {RetentionMoment.SUPPORT_ENDED: referral.latest}
    if referral.status in NOT_ACCEPTED:
        return {RetentionMoment.NOT_ACCEPTED: referral.latest}
    return {}


def persons(referral: Referral) -> tuple[UUID, ...]:
    """The family's records, of the referral and of the register of its support; and who sent it."""
    described, disclosed = referral.described, referral.disclosed
    of_referral = (described.subject_id, described.referrer_id) if described else ()
    return (*of_referral, disclosed.subject_id) if disclosed else of_referral
