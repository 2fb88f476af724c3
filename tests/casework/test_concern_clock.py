"""By when somebody has a concern, and when the clock says that nobody has: every day alike."""

from datetime import UTC, datetime

import pytest

from services.casework.concerns.rules import take_until
from services.casework.deadlines.rules import CONCERN
from services.common.days import HELSINKI
from services.common.deadlines.rules import Step
from tests.casework.test_concern_rules import DAY, NIGHT


def here(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HELSINKI).astimezone(UTC)


@pytest.mark.parametrize(
    ("raised", "until"),
    [
        ("2026-11-27 23:40", "2026-11-28 08:00"),  # into a Saturday
        ("2026-11-28 23:40", "2026-11-29 08:00"),  # into a Sunday
        ("2026-12-05 23:40", "2026-12-06 08:00"),  # into Independence Day
        ("2026-11-27 00:10", "2026-11-27 08:00"),
        ("2026-11-27 06:59", "2026-11-27 08:00"),
        ("2026-11-27 07:01", "2026-11-27 08:01"),
        ("2026-11-27 07:59", "2026-11-27 08:59"),
        ("2026-11-27 08:00", "2026-11-27 09:00"),
        ("2026-11-28 12:00", "2026-11-28 13:00"),
        ("2026-11-27 15:59", "2026-11-27 16:59"),
        ("2026-11-27 16:00", "2026-11-28 08:00"),
        ("2027-03-27 23:40", "2027-03-28 08:00"),  # the clocks go forward in the night
        ("2026-10-24 23:40", "2026-10-25 08:00"),  # and back
    ],
)
def test_somebody_has_it_within_the_hour_by_day_else_by_eight(raised: str, until: str) -> None:
    assert take_until(here(raised)) == here(until)


@pytest.mark.parametrize(
    ("now", "done", "step"),
    [
        ("2026-11-28 07:59", None, None),
        ("2026-11-28 08:00", None, Step.MISSED),
        ("2026-11-28 09:59", Step.MISSED, None),
        ("2026-11-28 10:00", Step.MISSED, Step.ESCALATED),
        ("2026-11-28 11:00", None, Step.ESCALATED),
        ("2026-11-29 08:00", Step.ESCALATED, None),
    ],
)
def test_the_clock_acts_at_the_moment_and_two_hours_after_it(
    now: str, done: Step | None, step: Step | None
) -> None:
    assert CONCERN.step_at(DAY, here(now), done, take_until(NIGHT)) == step
