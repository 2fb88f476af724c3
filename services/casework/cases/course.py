"""The course of a case through its programme's phases: tasks, ways on and ways back.

A part of the case. Which phases and tasks there are, and what each way asks for, is the
programme's to say.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self
from uuid import UUID

from services.casework.cases import events, refusals as no
from services.casework.cases.phases import Facts, Missing, lacking
from services.common.programme import Programme
from shared.kernel.aggregate import Invalid

CourseEvent = (
    events.CaseOpened
    | events.TaskDone
    | events.TaskWaived
    | events.PhaseJustified
    | events.PhaseAdvanced
)


@dataclass(frozen=True)
class Stay:
    """One time in one phase."""

    phase: str
    since: date


@dataclass(frozen=True)
class Course:
    """Where a case is in its programme, and which tasks are behind it."""

    opened: events.CaseOpened
    subject_id: UUID
    way: tuple[Stay, ...] = ()  # in the order gone through; empty without phases
    settled: Mapping[str, date] = field(default_factory=dict)  # task -> day done or waived
    waived: frozenset[str] = frozenset()

    @property
    def phase(self) -> str | None:
        return self.way[-1].phase if self.way else None

    @property
    def since(self) -> date:
        """The day the present phase began; without phases, the case."""
        return self.way[-1].since if self.way else self.opened.opened_on

    def has_settled(self, programme: Programme, code: str) -> bool:
        if programme.task(code) is None:
            raise Invalid("The programme has no task %(task)s.", code="no_such_task", task=code)
        return code in self.settled

    def do_task(self, code: str, *, on: date) -> list[events.CaseEvent]:
        return [events.TaskDone(case_id=self.opened.case_id, code=code, on=on)]

    def waive_task(self, code: str, *, on: date, reason: str) -> list[events.CaseEvent]:
        if not reason.strip():
            raise Invalid("Say why the task is waived.", code="reason", missing=["reason"])
        return [
            events.TaskWaived(
                case_id=self.opened.case_id,
                subject_id=self.subject_id,
                code=code,
                on=on,
                reason=reason.strip(),
            )
        ]

    def before(self, programme: Programme, *, to: str, facts: Facts) -> tuple[Missing, ...]:
        """What still stands between the case and that phase; empty when it may go there."""
        here = programme.phase(self.phase or "")
        way = here.exit(to) if here else None
        if here is None or way is None:
            raise no.no_way(programme, phase=self.phase, to=to)
        return lacking(programme, here, way, facts)

    def advance(self, programme: Programme, *, to: str, facts: Facts) -> list[events.CaseEvent]:
        """Move to another phase on the day of the facts."""
        missing = self.before(programme, to=to, facts=facts)
        if facts.on < self.since:
            raise no.before_phase(facts.on, phase=str(self.phase), since=self.since)
        if missing:
            raise no.lacks(to, missing)
        return [*self._justified(to, facts), self._advanced(to, facts.on)]

    def evolve(self, event: CourseEvent) -> Self:
        match event:
            case events.CaseOpened():
                way = (Stay(event.phase, event.opened_on),) if event.phase else ()
                return replace(self, opened=event, way=way)
            case events.TaskDone():
                return replace(self, settled={**self.settled, event.code: event.on})
            case events.TaskWaived():
                settled = {**self.settled, event.code: event.on}
                return replace(self, settled=settled, waived=self.waived | {event.code})
            case events.PhaseAdvanced():
                return replace(self, way=(*self.way, Stay(event.phase, event.on)))
            case events.PhaseJustified():
                return self

    def _justified(self, to: str, facts: Facts) -> list[events.CaseEvent]:
        if facts.possible_found_on is None and not facts.best_interest:
            return []
        return [
            events.PhaseJustified(
                case_id=self.opened.case_id,
                subject_id=self.subject_id,
                phase=to,
                on=facts.on,
                possible_found_on=facts.possible_found_on,
                best_interest=facts.best_interest or None,
            )
        ]

    def _advanced(self, to: str, on: date) -> events.PhaseAdvanced:
        return events.PhaseAdvanced(
            case_id=self.opened.case_id,
            referral_id=self.opened.referral_id,
            programme=self.opened.programme,
            organisation=self.opened.organisation,
            previous=self.phase,
            phase=to,
            on=on,
        )
