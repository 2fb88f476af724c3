"""What casework discloses becomes something for the sender to read."""

from services.casework.summaries.events import SummaryDisclosed
from services.referral.summaries import commands
from shared.consumer.subscription import Reactions
from shared.work import Work

arrivals = Reactions("summary-arrivals")


@arrivals.on(SummaryDisclosed)
def arrive(work: Work, event: SummaryDisclosed) -> None:
    referral_id, edition = event.referral_id, event.edition
    commands.arrive(work, event.summary_id, referral_id=referral_id, edition=edition, on=event.on)
