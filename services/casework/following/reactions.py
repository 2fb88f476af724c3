"""Referrals are merged and separated, and a case that leads ends: what that means to its followers.

The two events of a pair come in the order of one referral's stream, after the case was opened.
"""

from services.casework.cases.events import CaseClosed, CaseReopened
from services.casework.following import commands
from services.referral.sameness.events import ReferralMerged, ReferralSeparated
from shared.consumer.subscription import Reactions
from shared.work import Work

following = Reactions("following")
merging = Reactions("merging")


@merging.on(ReferralMerged)
def merge(work: Work, event: ReferralMerged) -> None:
    commands.merge(work, event.case_id, event.into_case, on=event.on)


@merging.on(ReferralSeparated)
def separate(work: Work, event: ReferralSeparated) -> None:
    commands.separate(work, event.case_id, on=event.on)


@following.on(CaseClosed)
def close_followers(work: Work, event: CaseClosed) -> None:
    commands.close_followers(work, event.case_id)


@following.on(CaseReopened)
def reopen_followers(work: Work, event: CaseReopened) -> None:
    commands.reopen_followers(work, event.case_id, on=event.on)
