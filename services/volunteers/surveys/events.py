"""What has happened around the yearly survey: who drew a voucher, and what many answered together.

No event holds the answer of one person, nor the code of a voucher. The two kinds of events share
nothing: one is of a person and a day, the other of an organisation and a month, counts alone.
"""

from datetime import date
from uuid import UUID

from shared.kernel.events import event, value


@event("survey_voucher.drawn")
class SurveyVoucherDrawn:
    """What it was is written nowhere."""

    volunteer_id: UUID
    on: date


@value
class Counted:
    """How many gave each answer to one question."""

    question: str  # code, such as learning
    answers: tuple[int, ...]  # how many said 1, 2, 3, 4 and 5


@event("survey.counted", public=True)
class SurveyCounted:
    """At least five answers that came since the time before, in no order, counted together."""

    organisation: UUID
    month: date  # its first day: the answers came in this month or before
    answers: int
    counts: tuple[Counted, ...]
