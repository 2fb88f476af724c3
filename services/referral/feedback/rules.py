"""Until when feedback is answered (act 306/2019), and for how long it is kept."""

from datetime import date, timedelta

from services.common.codes import RetentionMoment
from services.common.erasure.rules import Moments

ANSWERED_IN = timedelta(days=14)


def due_on(received_on: date) -> date:
    """The last day for the answer."""
    return received_on + ANSWERED_IN


def moments(latest: date | None) -> Moments:
    """From the last word on."""
    return {} if latest is None else {RetentionMoment.CONTACT_LAST_WRITTEN: latest}
