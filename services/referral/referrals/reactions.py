"""A referral that has come in is offered at once to whom the rules choose."""

from services.referral.referrals import commands
from services.referral.referrals.events import ReferralReceived
from shared.consumer.subscription import Reactions
from shared.work import Work

routing = Reactions("routing", alone=True)  # each counts families where the last one left them


@routing.on(ReferralReceived)
def offer_to_whom_the_rules_choose(work: Work, event: ReferralReceived) -> None:
    with work.dated(event.referred_on):
        commands.route(work, event.referral_id)
