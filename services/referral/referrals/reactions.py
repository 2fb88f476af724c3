"""A referral that has come in is offered at once to whom the rules name."""

from services.common import catalogue
from services.referral.referrals import commands
from services.referral.referrals.events import ReferralReceived
from shared.consumer.subscription import Reactions
from shared.kernel.aggregate import NotYet
from shared.work import Work

routing = Reactions("routing")


@routing.on(ReferralReceived)
def offer_to_provider(work: Work, event: ReferralReceived) -> None:
    if event.programme is None:
        return  # a person chooses
    provider = catalogue.provider_of(work.db, event.programme)
    if provider is None:
        raise NotYet(f"The provider of {event.programme} is not known yet.")
    with work.dated(event.referred_on):
        commands.offer(work, event.referral_id, organisation=provider, rule="AGREEMENT")
