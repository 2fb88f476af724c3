"""Working days in Finland, in which an answer is promised."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import islice, takewhile

from holidays import HolidayBase, country_holidays

SATURDAY = 5


def passed(since: date, today: date) -> int:
    """How many working days have begun after that day, today among them."""
    return sum(1 for _ in takewhile(lambda day: day <= today, _following(since)))


def due(since: date, days: int) -> date:
    """The last day of a promise of so many working days."""
    return next(islice(_following(since), days - 1, None))


def left(last: date, today: date) -> int:
    """How many working days are left until the last day; negative when so many have gone by."""
    return passed(today, last) if today <= last else -passed(last, today)


def before(day: date, days: int) -> date:
    """The working day that lies so many working days before this day."""
    return next(islice(_preceding(day), days - 1, None))


def is_one(day: date) -> bool:
    """Is it a working day?"""
    return day.weekday() < SATURDAY and day not in _holidays()


def is_holiday(day: date) -> bool:
    """Is it a public holiday, whatever day of the week it is?"""
    return day in _holidays()


def _preceding(day: date) -> Iterator[date]:
    while True:
        day -= timedelta(days=1)
        if is_one(day):
            yield day


def _following(day: date) -> Iterator[date]:
    while True:
        day += timedelta(days=1)
        if is_one(day):
            yield day


@cache
def _holidays() -> HolidayBase:
    return country_holidays("FI")
