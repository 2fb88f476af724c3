"""Where the consent ends by another way than the wish, nothing waits to be carried out."""

from services.referral.consent_wishes import commands
from services.referral.corrections.events import ConsentLapsed, ConsentWithdrawn, InformingEnded
from shared.consumer.subscription import Reactions
from shared.work import Work

wishes = Reactions("consent_wishes")


@wishes.on(ConsentWithdrawn, ConsentLapsed)
def end(work: Work, event: ConsentWithdrawn | ConsentLapsed) -> None:
    commands.settle(work, event.referral_id, on=event.on)


@wishes.on(InformingEnded)
def end_for_some(work: Work, event: InformingEnded) -> None:
    commands.settle(work, event.referral_id, organisations=event.organisations, on=event.on)
