"""What is told of a family is told on whole: a field of both events goes along, or stands here."""

from dataclasses import fields
from typing import Any

import pytest

from services.casework.cases.events import CaseDescribed
from services.common.families import FAMILY
from services.referral.referrals.events import ReferralDescribed, ReferralDisclosed


@pytest.mark.parametrize(
    ("first", "then", "not_of_the_family"),
    [
        (ReferralDescribed, ReferralDisclosed, {"referral_id", "subject_id"}),
        (
            ReferralDisclosed,
            CaseDescribed,
            {"case_id", "controller", "disclosure_level", "inform", "sender_name", "subject_id"},
        ),
    ],
    ids=["when it is accepted", "when the case begins"],
)
def test_what_two_events_tell_of_a_family_goes_along(
    first: type[Any], then: type[Any], not_of_the_family: set[str]
) -> None:
    told, told_on = ({field.name for field in fields(event)} for event in (first, then))
    assert set(FAMILY) == (told & told_on) - not_of_the_family
