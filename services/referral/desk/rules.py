"""How urgent an answer is of which so many working days of the promise are left."""

from services.common.desk import Urgency

SOON = 2  # working days before the last day of a promise


def urgency(left: int) -> int:
    """Late after the last day of the promise; to be done in the last working days before it."""
    if left < 0:
        return Urgency.LATE
    return Urgency.TODAY if left <= SOON else Urgency.SOON
