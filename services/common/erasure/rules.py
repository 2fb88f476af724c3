"""What of a record is due to be erased, and what may not be erased yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from services.common.ages import months_after
from services.common.codes import Register, RetentionMoment, RetentionRule
from shared.kernel.aggregate import Refused

Moments = Mapping[RetentionMoment, date]  # those that have come, of one record


@dataclass(frozen=True)
class Kept:
    """One row of the schedule."""

    rule: RetentionRule
    register: Register
    after: RetentionMoment
    days: int
    months: int
    years: int
    classes: tuple[str, ...]
    is_held: bool  # not erased earlier, whoever asks

    def until(self, moment: date) -> date:
        """The last day on which it is kept."""
        return months_after(moment, 12 * self.years + self.months) + timedelta(days=self.days)

    def since(self, today: date) -> date:
        """The first day of which something is still kept today."""
        months = 12 * self.years + self.months
        return months_after(today, -months) - timedelta(days=self.days)


def due(kept: Iterable[Kept], moments: Moments, today: date) -> tuple[str, ...]:
    """The classes whose time is over: from the day after the last one on which they are kept."""
    over = [row for row in kept if row.after in moments and row.until(moments[row.after]) < today]
    return tuple(dict.fromkeys(name for row in over for name in row.classes))


def hold(kept: Iterable[Kept], moments: Moments, today: date) -> Refused | None:
    """Why nothing may be erased today, though somebody asks; None where something may."""
    try:
        erasable(kept, moments, today)
    except Refused as held:
        return held
    return None


def erasable(kept: Iterable[Kept], moments: Moments, today: date) -> tuple[str, ...]:
    """The classes that may go because somebody asks: all that no law holds.

    Raises `Refused` while the record is in use, and where all of it is held.
    """
    rows = [row for row in kept if row.after in moments]
    if not rows:
        raise Refused(
            "The support is under way or awaits its answer, so the data is needed. It can be "
            "erased once it has ended.",
            code="in-use",
        )
    held = {
        name: until
        for row in rows
        for name in row.classes
        if row.is_held and (until := row.until(moments[row.after])) >= today
    }
    free = tuple(dict.fromkeys(name for row in rows for name in row.classes if name not in held))
    if not free:
        raise Refused(
            "The law has this kept until %(until)s, so it cannot be erased before.",
            code="kept-by-law",
            until=max(held.values()),
        )
    return free
