"""What the end of an application or of volunteering means for how long somebody is kept."""

from datetime import date

from services.common.codes import RetentionMoment, VolunteerStatus
from services.common.erasure.rules import Moments


def moments(status: str, *, was_approved: bool, on: date) -> Moments:
    """When it ended, and as what; nothing while they apply or volunteer."""
    if status != VolunteerStatus.ENDED:
        return {}
    left, closed = RetentionMoment.VOLUNTEER_LEFT, RetentionMoment.APPLICATION_CLOSED
    return {left if was_approved else closed: on}
