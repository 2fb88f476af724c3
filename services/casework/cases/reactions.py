"""What casework does about what other services tell: it opens cases and introduces families."""

from services.casework.cases import commands
from services.referral.referrals.events import ReferralDisclosed
from services.volunteers.matches.events import MatchAgreed
from shared.consumer.subscription import Reactions
from shared.work import Work

reactions = Reactions("reactions")


@reactions.on(ReferralDisclosed)
def open_case(work: Work, event: ReferralDisclosed) -> None:
    commands.open_case(work, event)


@reactions.on(MatchAgreed)
def introduce_family(work: Work, event: MatchAgreed) -> None:
    commands.introduce(work, event.case_id, match_id=event.match_id)
