"""By what a referral's family is found: for its sender, and for who it is offered to.

Before acceptance a provider's own list shows no name, so that no search tells one. What a
provider's register says from then on stands under the case: either side puts its own right.
"""

from services.common.finding import describe_family, index as index_of_people
from services.common.retention import CASE, REFERRAL
from services.referral.corrections.events import CorrectionDisclosed, ReferralRedescribed
from services.referral.referrals.events import (
    ReferralDescribed,
    ReferralDisclosed,
    ReferralOffered,
    ReferralReceived,
)
from shared import finding
from shared.consumer.subscription import Opener

index = index_of_people()


@index.on(ReferralReceived)
def send(to: Opener, event: ReferralReceived) -> None:
    finding.belongs(to, event.referral_id, sender=event.sender)


@index.on(ReferralOffered)
def offer(to: Opener, event: ReferralOffered) -> None:
    finding.belongs(to, event.referral_id, provider=event.organisation)


@index.on(ReferralDescribed, ReferralRedescribed)
def describe(to: Opener, event: ReferralDescribed | ReferralRedescribed) -> None:
    describe_family(to, event.referral_id, REFERRAL, event)


@index.on(ReferralDisclosed)
def disclose(to: Opener, event: ReferralDisclosed) -> None:
    finding.belongs(to, event.case_id, provider=event.organisation)
    describe_family(to, event.case_id, CASE, event)


@index.on(CorrectionDisclosed)
def disclose_anew(to: Opener, event: CorrectionDisclosed) -> None:
    describe_family(to, event.case_id, CASE, event)
