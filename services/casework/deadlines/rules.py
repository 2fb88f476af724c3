"""The kinds of what is due among cases, and how many days before or after the clock acts."""

from datetime import date, timedelta

from services.common.codes import DeadlineCode
from services.common.deadlines.rules import DAYS, DeadlineKind

FOLLOW_UP = DeadlineKind(DeadlineCode.FOLLOW_UP, DAYS, reminds=14, escalates=30)
CONCERN = DeadlineKind(DeadlineCode.CONCERN, DAYS, escalates_after=timedelta(hours=2))
VISIT = DeadlineKind(DeadlineCode.VISIT, DAYS, escalates=14)
APPOINTMENT = DeadlineKind(DeadlineCode.APPOINTMENT, DAYS, reminds=1)
SUMMARY = DeadlineKind(DeadlineCode.SUMMARY, DAYS, reminds=14, escalates=14)
PLAN_MEETING = DeadlineKind(DeadlineCode.PLAN_MEETING, DAYS, reminds=7, escalates=14)
KINDS = {
    kind.code: kind for kind in (FOLLOW_UP, VISIT, APPOINTMENT, PLAN_MEETING, CONCERN, SUMMARY)
}


def visit_due(since: date, quiet_days: int) -> date:
    """The last day on which nobody needs to look how a family is."""
    return since + timedelta(days=quiet_days)
