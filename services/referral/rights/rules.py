"""The clock of a request: a month from the day it came, two more with a reason (article 12(3))."""

from datetime import date, timedelta

from services.common.ages import months_after
from services.common.codes import RetentionMoment
from services.common.erasure.rules import Moments

MONTHS, MORE_MONTHS = 1, 2
SOON = timedelta(days=7)  # before the last day, when the officer is reminded


def due_on(received_on: date, *, is_extended: bool = False) -> date:
    """The last day for the answer; always counted from the day on which the request came."""
    return months_after(received_on, MONTHS + (MORE_MONTHS if is_extended else 0))


def moments(latest: date | None, *, goes_on: bool) -> Moments:
    """From which day a request is kept: the last step; none while it waits or restricts."""
    return {} if goes_on or latest is None else {RetentionMoment.REQUEST_DEALT_WITH: latest}


def days_left(due: date, today: date) -> int:
    """0 on the last day; negative when it is over."""
    return (due - today).days
