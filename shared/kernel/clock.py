"""What time it is. All get the clock as an argument, so tests and the demo year can choose."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Clock:
    """Moments in UTC; days in the zone where the people are."""

    zone: ZoneInfo
    now: Callable[[], datetime] = _now

    def day_of(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def today(self) -> date:
        return self.day_of(self.now())
