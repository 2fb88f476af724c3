"""Which days of a family's, and which steps of the clock, are letters to who works with it."""

from collections.abc import Iterator
from datetime import date, timedelta

from services.casework.inbox.texts import LetterKind
from services.common.ages import age_on, comes_of_age_on
from services.common.children import ADULT_FROM
from services.common.codes import DeadlineCode
from services.common.deadlines.events import (
    DeadlineEscalated,
    DeadlineMissed,
    DeadlineReminded,
    StepTaken,
)

AHEAD = timedelta(days=30)
NOTICES: dict[tuple[str, type[StepTaken]], LetterKind] = {
    (DeadlineCode.FOLLOW_UP, DeadlineReminded): LetterKind.FOLLOW_UP_DUE,
    (DeadlineCode.FOLLOW_UP, DeadlineMissed): LetterKind.FOLLOW_UP_LATE,
    (DeadlineCode.FOLLOW_UP, DeadlineEscalated): LetterKind.FOLLOW_UP_ESCALATED,
    (DeadlineCode.APPOINTMENT, DeadlineReminded): LetterKind.APPOINTMENT_SOON,
    (DeadlineCode.APPOINTMENT, DeadlineMissed): LetterKind.APPOINTMENT_LATE,
    (DeadlineCode.PLAN_MEETING, DeadlineReminded): LetterKind.MEETING_SOON,
    (DeadlineCode.PLAN_MEETING, DeadlineMissed): LetterKind.MEETING_LATE,
    (DeadlineCode.PLAN_MEETING, DeadlineEscalated): LetterKind.MEETING_ESCALATED,
    (DeadlineCode.VISIT, DeadlineMissed): LetterKind.VISIT_LATE,
    (DeadlineCode.VISIT, DeadlineEscalated): LetterKind.VISIT_ESCALATED,
    (DeadlineCode.SUMMARY, DeadlineReminded): LetterKind.SUMMARY_DUE,
    (DeadlineCode.SUMMARY, DeadlineMissed): LetterKind.SUMMARY_LATE,
    (DeadlineCode.SUMMARY, DeadlineEscalated): LetterKind.SUMMARY_ESCALATED,
}
FOLLOW_UP_NOTICES = (
    LetterKind.FOLLOW_UP_DUE,
    LetterKind.FOLLOW_UP_LATE,
    LetterKind.FOLLOW_UP_ESCALATED,
)
CONCERN_STEPS: dict[type[StepTaken], LetterKind] = {
    DeadlineMissed: LetterKind.CONCERN_MISSED,
    DeadlineEscalated: LetterKind.CONCERN_ESCALATED,
}
WAITING = (LetterKind.CONCERN, LetterKind.CONCERN_WAITS, *CONCERN_STEPS.values())
APPOINTMENT_NOTICES = (LetterKind.APPOINTMENT_SOON, LetterKind.APPOINTMENT_LATE)
MEETING_NOTICES = (
    LetterKind.MEETING_SOON,
    LetterKind.MEETING_LATE,
    LetterKind.MEETING_ESCALATED,
)
VISIT_NOTICES = (LetterKind.VISIT_LATE, LetterKind.VISIT_ESCALATED)
SUMMARY_NOTICES = (
    LetterKind.SUMMARY_DUE,
    LetterKind.SUMMARY_LATE,
    LetterKind.SUMMARY_ESCALATED,
)
OF_SUPPORT = (*VISIT_NOTICES, *APPOINTMENT_NOTICES, *MEETING_NOTICES, *SUMMARY_NOTICES)
HANDOVER_NOTICES = (LetterKind.HANDOVER_PLANNED, LetterKind.HANDOVER_WAITS)
EARLIER = {  # by what is due: what was written of it before
    DeadlineCode.FOLLOW_UP: FOLLOW_UP_NOTICES,
    DeadlineCode.APPOINTMENT: APPOINTMENT_NOTICES,
    DeadlineCode.PLAN_MEETING: MEETING_NOTICES,
    DeadlineCode.VISIT: VISIT_NOTICES,
    DeadlineCode.SUMMARY: SUMMARY_NOTICES,
}


def order_ends(until: date | None, *, today: date) -> Iterator[tuple[LetterKind, date]]:
    """The letter that a non-disclosure order is to be looked at again, from 30 days before."""
    if until is not None and until - AHEAD <= today:
        yield LetterKind.ORDER_ENDS, until - AHEAD


def coming_of_age(
    born: date | None, *, opened_on: date, today: date
) -> Iterator[tuple[LetterKind, date]]:
    """The letters that a birthday has brought by today: 30 days before it, and on the day.

    None for who was of age when the case began: nothing changes for them.
    """
    if born is None or age_on(born, opened_on) >= ADULT_FROM:
        return
    birthday = comes_of_age_on(born)
    if birthday <= today:
        yield LetterKind.OF_AGE, birthday
    elif birthday - AHEAD <= today:
        yield LetterKind.NEARLY_OF_AGE, birthday - AHEAD
