"""What is left of a quota is told so that nobody reads of one family from it."""

import pytest

from services.referral.eligibility.rules import least_left


@pytest.mark.parametrize(
    ("taken", "left"),
    [(0, 20), (1, 15), (5, 15), (6, 10), (14, 5), (15, 5), (16, 1), (19, 1), (20, 0), (21, 0)],
)
def test_what_is_left_of_a_quota_is_told_in_steps_of_five(taken: int, left: int) -> None:
    assert least_left(20, taken) == left
