"""What is written about a referral after its acceptance is for the case's people."""

from services.casework.messages import commands
from services.referral.referrals.events import MessageDisclosed
from shared.consumer.subscription import Reactions
from shared.work import Work

forwarding = Reactions("forwarding")


@forwarding.on(MessageDisclosed)
def forward(work: Work, event: MessageDisclosed) -> None:
    commands.forward(work, event.case_id, event.message_id, written_in=event.organisation)
