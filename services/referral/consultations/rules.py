"""Until when a consultation is answered, and for how long its texts are kept."""

from datetime import date

from services.common import workdays
from services.common.codes import RetentionMoment, Urgency
from services.common.erasure.rules import Moments

ANSWERED_IN = {Urgency.URGENT: 1, Urgency.SOON: 3, Urgency.NORMAL: 7}  # working days


def due_on(on: date, urgency: str) -> date:
    """The last day for the first answer."""
    return workdays.due(on, ANSWERED_IN[Urgency(urgency)])


def moments(latest: date | None) -> Moments:
    """From the last word on."""
    return {} if latest is None else {RetentionMoment.CONTACT_LAST_WRITTEN: latest}
