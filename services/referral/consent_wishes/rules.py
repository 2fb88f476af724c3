"""Until when a family's wish is dealt with."""

from datetime import date

from services.common import workdays
from services.common.codes import DeadlineCode
from services.common.deadlines.rules import WORKDAYS, DeadlineKind

WISH = DeadlineKind(DeadlineCode.CONSENT_WISH, WORKDAYS, escalates=2)


def due_on(on: date) -> date:
    """The same day; the next working day where nobody is at work."""
    return on if workdays.is_one(on) else workdays.due(on, 1)
