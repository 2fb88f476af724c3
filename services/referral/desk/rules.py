"""How urgent an answer is that was promised by a day."""

from datetime import date

from services.common import workdays
from services.common.desk import Urgency

SOON = 2  # working days before the last day of a promise


def urgency(last: date, *, today: date) -> int:
    """Late after the last day of the promise; to be done in the last working days before it."""
    if last < today:
        return Urgency.LATE
    return Urgency.TODAY if workdays.passed(today, last) <= SOON else Urgency.SOON
