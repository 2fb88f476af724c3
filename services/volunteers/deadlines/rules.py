"""The kinds of what is due among matches, and how many days before or after the clock acts."""

from datetime import date, timedelta

from services.common.ages import months_after
from services.common.codes import DeadlineCode
from services.common.deadlines.rules import DAYS, DeadlineKind

ANSWER_DAYS = 14  # within which everybody has answered a proposal
MEETING_DAYS = 14  # from the agreement to the first meeting

PERSON = DeadlineKind(DeadlineCode.PERSON, DAYS)
PROPOSAL = DeadlineKind(DeadlineCode.PROPOSAL, DAYS, reminds=7)
FIRST_MEETING = DeadlineKind(DeadlineCode.FIRST_MEETING, DAYS)
END_OF_SUPPORT = DeadlineKind(DeadlineCode.END_OF_SUPPORT, DAYS, reminds=30)
KINDS = {kind.code: kind for kind in (PERSON, PROPOSAL, FIRST_MEETING, END_OF_SUPPORT)}


def person_due(waiting_since: date, long_wait_days: int) -> date:
    """The last day on which a family has not waited long for somebody."""
    return waiting_since + timedelta(days=long_wait_days)


def answers_due(proposed_on: date) -> date:
    """The last day on which a proposal waits for its answers as it may."""
    return proposed_on + timedelta(days=ANSWER_DAYS)


def meeting_due(agreed_on: date) -> date:
    """The last day for the first meeting of who has agreed to meet."""
    return agreed_on + timedelta(days=MEETING_DAYS)


def end_due(started_on: date | None, until: date | None, months: int | None) -> date | None:
    """The last day of a support: as it was agreed, else as long as was promised; None: open.

    `months` is how long a support person of the programme promises to go on.
    """
    if started_on is None or until is not None:
        return until if started_on else None
    return months_after(started_on, months) if months else None
