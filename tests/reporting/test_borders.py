"""Where a month ends: at midnight in Helsinki, in winter, in summer and when the clocks change."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from services.common.months import month_of
from services.reporting.editions.commands import publish
from services.reporting.indicators.demand import accepted, queued
from services.reporting.indicators.months import Range
from services.reporting.indicators.waiting import met
from shared.clock import Clock
from tests.platform import Stepped
from tests.reporting.histories import Story, tell
from tests.reporting.ways import way

HELSINKI = ZoneInfo("Europe/Helsinki")


def at(*moment: int) -> Clock:
    return Clock(HELSINKI, lambda: datetime(*moment, tzinfo=UTC))  # type: ignore[arg-type, misc]  # few numbers


@pytest.mark.parametrize(
    ("clock", "day"),
    [
        (at(2026, 2, 28, 21, 59), date(2026, 2, 28)),
        (at(2026, 2, 28, 22, 0), date(2026, 3, 1)),
        (at(2026, 3, 28, 22, 0), date(2026, 3, 29)),  # the day that has 23 hours
        (at(2026, 3, 29, 20, 59), date(2026, 3, 29)),
        (at(2026, 3, 29, 21, 0), date(2026, 3, 30)),
        (at(2026, 3, 31, 20, 59), date(2026, 3, 31)),
        (at(2026, 3, 31, 21, 0), date(2026, 4, 1)),
        (at(2026, 10, 24, 21, 0), date(2026, 10, 25)),  # the day that has 25 hours
        (at(2026, 10, 25, 21, 59), date(2026, 10, 25)),
        (at(2026, 10, 25, 22, 0), date(2026, 10, 26)),
        (at(2026, 10, 31, 21, 59), date(2026, 10, 31)),
        (at(2026, 10, 31, 22, 0), date(2026, 11, 1)),
    ],
)
def test_a_day_begins_at_midnight_in_helsinki(clock: Clock, day: date) -> None:
    assert clock.today() == day


@pytest.mark.parametrize(
    ("clock", "closed"),
    [
        (at(2026, 3, 31, 20, 59), ["2026-02"]),
        (at(2026, 3, 31, 21, 0), ["2026-02", "2026-03"]),
        (at(2026, 10, 31, 21, 59), ["2026-02", "2026-03", *(f"2026-{n:02}" for n in range(4, 10))]),
        (at(2026, 10, 31, 22, 0), ["2026-02", *(f"2026-{n:02}" for n in range(3, 11))]),
    ],
)
def test_a_month_is_closed_when_it_is_over_in_helsinki(
    platform: Stepped, clock: Clock, closed: list[str]
) -> None:
    services = platform.platform.services
    tell(services, [Story(1, referred_on=date(2026, 2, 3))])
    platform.settle()
    services["reporting"].clock = clock
    assert publish(services["reporting"]) == closed


@pytest.mark.parametrize("changed", [date(2026, 3, 29), date(2026, 10, 25)])
def test_the_day_when_the_clocks_change_is_a_day_like_others(changed: date) -> None:
    month = Range(month_of(changed), month_of(changed))
    accepted_on = changed.replace(day=changed.day - 1)
    ways = [way(accepted_on=accepted_on, met_on=changed.replace(day=changed.day + 1))]
    assert [row.value for row in met(ways, month)] == [2]
    assert [row.on for row in accepted([way(accepted_on=changed)], month)] == [changed]


@pytest.mark.parametrize("month", ["2026-03", "2026-10"])
def test_a_queue_is_counted_to_the_last_day_of_a_month_whose_clocks_change(month: str) -> None:
    first, last = date.fromisoformat(f"{month}-01"), date.fromisoformat(f"{month}-31")
    (row,) = queued([way(accepted_on=first)], Range(month, month))
    assert (row.on, row.value) == (last, 30)
