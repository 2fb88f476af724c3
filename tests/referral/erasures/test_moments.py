"""From which moment a family's time runs, by how its referral ended and whose register it is."""

from datetime import date
from uuid import UUID

import pytest

from services.common.codes import ReferralStatus, RetentionMoment
from services.common.programme.programme import Scenario
from services.referral.erasures.rules import moments
from services.referral.referrals.domain import Referral

DAY = date(2026, 3, 2)
ENDS = {
    ReferralStatus.REJECTED: RetentionMoment.NOT_ACCEPTED,
    ReferralStatus.WITHDRAWN: RetentionMoment.NOT_ACCEPTED,
    ReferralStatus.ENTERED_IN_ERROR: RetentionMoment.NOT_ACCEPTED,
    ReferralStatus.COMPLETED: RetentionMoment.SUPPORT_ENDED,
    ReferralStatus.FAILED: RetentionMoment.SUPPORT_ENDED,
}
STATUTORY = (Scenario.B, Scenario.C)


@pytest.mark.parametrize("status", list(ReferralStatus))
@pytest.mark.parametrize("scenario", [None, *Scenario])
def test_only_what_has_ended_has_a_moment(
    status: ReferralStatus, scenario: Scenario | None
) -> None:
    moment = ENDS.get(status)
    if moment is RetentionMoment.SUPPORT_ENDED and scenario in STATUTORY:
        moment = RetentionMoment.STATUTORY_SUPPORT_ENDED
    referral = Referral(UUID(int=1, version=4), status=status, latest=DAY)
    assert moments(referral, scenario) == ({moment: DAY} if moment else {})


def test_what_nobody_has_written_down_has_none() -> None:
    assert moments(Referral(UUID(int=1, version=4)), None) == {}
