"""The rules of a deadline: no step is taken twice for the same last day, and none back."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.common.deadlines import events
from services.common.deadlines.rules import ORDER, Step

STEPS: dict[Step, type[events.StepTaken]] = {
    Step.REMINDED: events.DeadlineReminded,
    Step.MISSED: events.DeadlineMissed,
    Step.ESCALATED: events.DeadlineEscalated,
}


@dataclass(frozen=True)
class Awaited:
    """What is due, and until when."""

    deadline_id: UUID
    kind: str
    thing_id: UUID
    organisation: UUID | None
    due_on: date
    due_at: datetime | None = None  # None: the whole day


@dataclass(frozen=True)
class Deadline:
    """What the clock has done about one thing, as its history tells it."""

    category: ClassVar = "deadline"
    concerns: ClassVar[tuple[UUID, ...]] = ()

    id: UUID
    taken: dict[date, Step] = field(default_factory=dict)  # the last step, by last day

    def take(self, step: Step, due: Awaited) -> list[events.StepTaken]:
        """The step, unless it or a later one was taken for this last day."""
        before = self.taken.get(due.due_on)
        if before is not None and ORDER.index(before) >= ORDER.index(step):
            return []
        return [
            STEPS[step](
                deadline_id=self.id,
                kind=due.kind,
                thing_id=due.thing_id,
                organisation=due.organisation,
                due_on=due.due_on,
                due_at=due.due_at,
            )
        ]

    def evolve(self, event: events.StepTaken) -> Self:
        match event:
            case events.DeadlineReminded():
                return self._after(Step.REMINDED, event.due_on)
            case events.DeadlineMissed():
                return self._after(Step.MISSED, event.due_on)
            case events.DeadlineEscalated():
                return self._after(Step.ESCALATED, event.due_on)
            case _:
                assert_never(event)

    def _after(self, step: Step, due_on: date) -> Self:
        return replace(self, taken={**self.taken, due_on: step})
