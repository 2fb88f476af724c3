"""What casework does about what others tell: cases open, families are met, one leaves."""

from services.casework.cases import commands
from services.referral.access.events import PersonLeft
from services.referral.corrections.events import CorrectionDisclosed
from services.referral.referrals.events import ReferralDisclosed
from services.volunteers.matches.events import MatchAgreed
from shared.consumer.subscription import Reactions
from shared.work import Work

reactions = Reactions("reactions")


@reactions.on(ReferralDisclosed)
def open_case(work: Work, event: ReferralDisclosed) -> None:
    commands.open_case(work, event)


@reactions.on(CorrectionDisclosed)
def correct_family(work: Work, event: CorrectionDisclosed) -> None:
    commands.correct_family(work, event)


@reactions.on(MatchAgreed)
def introduce_family(work: Work, event: MatchAgreed) -> None:
    commands.introduce(work, event.case_id, match_id=event.match_id)


@reactions.on(PersonLeft)
def end_seats(work: Work, event: PersonLeft) -> None:
    commands.lose(work, event.person_id)
