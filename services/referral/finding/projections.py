"""By what a referral's family is found: for its sender, and for who it is offered to.

Who a row is of nobody reads here. Before acceptance a provider's own list shows no name, so that
no search tells one.
"""

from services.common.finding import index as index_of_people
from services.common.retention import REFERRAL
from services.referral.corrections.events import ReferralRedescribed
from services.referral.referrals.events import (
    ReferralDescribed,
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
    finding.describes(to, event.referral_id, event.subject_id, REFERRAL, event)
