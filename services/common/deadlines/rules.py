"""What may be due, by which calendar it is counted, and when the clock acts: pure rules."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from services.common import workdays
from services.common.days import start_of


class Step(StrEnum):
    """What the clock does when its moment comes, in this order."""

    REMINDED = "reminded"
    MISSED = "missed"
    ESCALATED = "escalated"


ORDER = tuple(Step)


@dataclass(frozen=True)
class Calendar:
    """How days are counted before and after a last day."""

    before: Callable[[date, int], date]
    after: Callable[[date, int], date]


WORKDAYS = Calendar(workdays.before, workdays.due)
DAYS = Calendar(
    lambda day, number: day - timedelta(days=number),
    lambda day, number: day + timedelta(days=number),
)


@dataclass(frozen=True)
class DeadlineKind:
    """One kind of what is due: its calendar, and how many days before or after the clock acts."""

    code: str
    calendar: Calendar
    reminds: int | None = None  # days before the last day; None: not
    escalates: int | None = None  # days after the last day; None: not
    escalates_after: timedelta = timedelta()  # the same of what is due at a moment of a day

    def moments(self, due_on: date, due_at: datetime | None = None) -> dict[Step, datetime]:
        """When each step is taken. Late is who has let the last day, or the moment, pass whole."""
        if due_at is not None:
            return {Step.MISSED: due_at, Step.ESCALATED: due_at + self.escalates_after}
        days = {Step.MISSED: self.late_on(due_on)}
        if self.reminds is not None:
            days[Step.REMINDED] = self.calendar.before(due_on, self.reminds)
        if self.escalates is not None:
            days[Step.ESCALATED] = self.calendar.after(due_on, self.escalates)
        return {step: start_of(days[step]) for step in ORDER if step in days}

    def late_on(self, due_on: date) -> date:
        """The first day on which it is late."""
        return self.calendar.after(due_on, 1)

    def next_after(
        self, due_on: date, done: Step | None, due_at: datetime | None = None
    ) -> datetime | None:
        """The moment of the first step behind the last one taken; None: there is none."""
        later = ORDER[ORDER.index(done) + 1 :] if done else ORDER
        moments = self.moments(due_on, due_at)
        return min((moments[step] for step in later if step in moments), default=None)

    def step_at(
        self, due_on: date, now: datetime, done: Step | None, due_at: datetime | None = None
    ) -> Step | None:
        """The last step whose moment has come: nobody is reminded of what is late already."""
        later = ORDER[ORDER.index(done) + 1 :] if done else ORDER
        moments = self.moments(due_on, due_at).items()
        come = [step for step, at in moments if step in later and at <= now]
        return come[-1] if come else None
