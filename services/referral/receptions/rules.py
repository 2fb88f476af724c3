"""The times of a reception, computed from its rota. Nothing here reads a clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from services.common import workdays
from services.common.sessions.rules import moment
from services.referral.receptions.events import ReceptionPlanned
from shared.kernel.aggregate import Invalid

QUARTER = 15  # minutes: times begin on quarters of an hour, so that two that overlap share one
AHEAD = timedelta(days=84)  # as far as families may book


@dataclass(frozen=True)
class Slot:
    """One time to meet somebody."""

    day: date
    begins: str  # on the wall in Helsinki
    starts_at: datetime  # UTC
    minutes: int

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


def slots(
    plan: ReceptionPlanned, days_off: frozenset[date], first: date, last: date
) -> Iterator[Slot]:
    """Every time from the first day to the last; none on holidays and days off."""
    for day in _days(plan, first, last):
        if day not in days_off and not workdays.is_holiday(day):
            yield from _of_day(plan, day)


def slot_at(
    plan: ReceptionPlanned, days_off: frozenset[date], day: date, begins: str
) -> Slot | None:
    """The time of that day that begins then; None: there is none."""
    return next((each for each in slots(plan, days_off, day, day) if each.begins == begins), None)


def is_day(plan: ReceptionPlanned, day: date) -> bool:
    """Is it a day of the rota, holiday or not?"""
    return any(_days(plan, day, day))


def quarters(starts_at: datetime, minutes: int) -> tuple[datetime, ...]:
    """The quarters of an hour that a time takes, begun or whole: two that overlap share one."""
    late = starts_at.minute % QUARTER
    first, length = starts_at - timedelta(minutes=late), max(minutes, 1) + late
    return tuple(first + timedelta(minutes=after) for after in range(0, length, QUARTER))


def must_make_sense(plan: ReceptionPlanned) -> None:
    """Raise `Invalid` for a rota out of which no time comes."""
    begins, ends = _minute(plan.begins), _minute(plan.ends)
    if begins % QUARTER or plan.minutes % QUARTER:
        raise Invalid(
            "Begin on a quarter of an hour, and take quarters.", code="quarters", field="begins"
        )
    if begins + plan.minutes > ends:
        raise Invalid("Nobody fits in before it ends.", code="too_short", field="ends")
    if plan.ends_on is not None and plan.ends_on < plan.starts_on:
        raise Invalid("The last day lies before the first.", code="days", field="ends_on")
    if not plan.place and not plan.link:
        raise Invalid(
            "Say where it is: a place, a link for those who are far, or both.",
            code="no_place",
            field="place",
        )


def _days(plan: ReceptionPlanned, first: date, last: date) -> Iterator[date]:
    step = timedelta(weeks=plan.every_weeks)
    until = min(last, plan.ends_on or last)
    passed = max(0, -((plan.starts_on - first) // step))
    day = plan.starts_on + passed * step
    while day <= until:
        yield day
        day += step


def _of_day(plan: ReceptionPlanned, day: date) -> Iterator[Slot]:
    """The times of one day. An hour that a night in March leaves out has none."""
    before: Slot | None = None
    last = _minute(plan.ends) - plan.minutes
    for minute in range(_minute(plan.begins), last + 1, plan.minutes):
        begins = f"{minute // 60:02}:{minute % 60:02}"
        try:
            starts_at = moment(day, begins)
        except Invalid:
            continue
        if before is None or starts_at >= before.ends_at:
            before = Slot(day, begins, starts_at, plan.minutes)
            yield before


def _minute(clock: str) -> int:
    at = time.fromisoformat(clock)
    return at.hour * 60 + at.minute
