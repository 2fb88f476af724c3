"""The course of a case through its programme's phases: tasks, phases gone through, ways on.

A part of the case. Which phases and tasks there are, and what each exit asks for, is the
programme's to say.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self, assert_never
from uuid import UUID

from services.casework.budgets.events import BudgetAgreed
from services.casework.course import events, rules
from services.casework.course.events import CourseEvent
from services.casework.course.rules import Facts, Missing
from services.casework.toolkit.events import ToolRecorded
from services.common.programme import Exit, Phase, Programme
from shared.kernel.aggregate import Invalid, Refused


@dataclass(frozen=True)
class Stay:
    """One time in one phase."""

    phase: str
    since: date


@dataclass(frozen=True)
class Transition:
    """One way on from the present phase, or back, and what is still missing for it."""

    exit: Exit
    phase: Phase
    missing: tuple[Missing, ...]


@dataclass(frozen=True)
class Course:
    """Where a case is in its programme, and which tasks are behind it."""

    case_id: UUID
    referral_id: UUID
    subject_id: UUID
    organisation: UUID
    programme: str
    opened_on: date
    stays: tuple[Stay, ...] = ()  # in the order gone through; empty without phases
    settled: Mapping[str, date] = field(default_factory=dict)  # task -> day done or waived
    waived: frozenset[str] = frozenset()
    tools: Mapping[str, ToolRecorded] = field(default_factory=dict)  # as last recorded
    budget: BudgetAgreed | None = None  # None: none was agreed

    @property
    def phase(self) -> str | None:
        return self.stays[-1].phase if self.stays else None

    @property
    def since(self) -> date:
        """The day the present phase began; without phases, the case."""
        return self.stays[-1].since if self.stays else self.opened_on

    def has_settled(self, programme: Programme, code: str) -> bool:
        if programme.task(code) is None:
            raise Invalid("The programme has no task %(task)s.", code="no_such_task", task=code)
        return code in self.settled

    def do_task(self, code: str, *, on: date) -> list[CourseEvent]:
        return [events.TaskDone(case_id=self.case_id, code=code, on=on)]

    def waive_task(self, code: str, *, on: date, reason: str) -> list[CourseEvent]:
        if not reason.strip():
            raise Invalid("Say why the task is waived.", code="reason", missing=["reason"])
        return [
            events.TaskWaived(
                case_id=self.case_id,
                subject_id=self.subject_id,
                code=code,
                on=on,
                reason=reason.strip(),
            )
        ]

    def reopen_task(self, code: str, *, on: date) -> list[CourseEvent]:
        if code not in self.settled:
            return []
        return [events.TaskReopened(case_id=self.case_id, code=code, on=on)]

    def take_back(self, *, on: date) -> list[CourseEvent]:
        """Leave the present phase as if it had not begun."""
        if len(self.stays) < 2:
            raise Refused("The case is in its first phase.", code="first_phase")
        before, here = self.stays[-2], self.stays[-1]
        return [
            events.PhaseTakenBack(
                case_id=self.case_id,
                referral_id=self.referral_id,
                programme=self.programme,
                organisation=self.organisation,
                phase=here.phase,
                back_to=before.phase,
                since=before.since,
                on=on,
            )
        ]

    def before(self, programme: Programme, *, to: str, facts: Facts) -> tuple[Missing, ...]:
        """What still stands between the case and that phase; empty when it may go there."""
        phase = programme.phase(self.phase)
        if phase is None or (exit_ := phase.exit(to)) is None:
            raise rules.no_exit(programme, phase=self.phase, to=to)
        return rules.lacking(programme, phase, exit_, facts)

    def transitions(self, programme: Programme, facts: Facts) -> list[Transition]:
        """Where the case can go from here, with what each way lacks on the day of the facts."""
        transitions = []
        for exit_ in programme.next_phases(self.phase):
            phase = programme.phase(exit_.to)
            if phase is not None:
                missing = self.before(programme, to=exit_.to, facts=facts)
                transitions.append(Transition(exit_, phase, missing))
        return transitions

    def advance(self, programme: Programme, *, to: str, facts: Facts) -> list[CourseEvent]:
        """Move to another phase on the day of the facts."""
        missing = self.before(programme, to=to, facts=facts)
        if facts.on < self.since:
            phase = rules.phase_words(programme, str(self.phase))
            raise rules.before_phase(facts.on, phase=phase, since=self.since)
        if missing:
            raise rules.lacks(rules.phase_words(programme, to), missing)
        return [*self._justified(to, facts), self._advanced(to, facts.on)]

    def evolve(self, event: CourseEvent) -> Self:
        match event:
            case events.TaskDone():
                return replace(self, settled={**self.settled, event.code: event.on})
            case events.TaskWaived():
                settled = {**self.settled, event.code: event.on}
                return replace(self, settled=settled, waived=self.waived | {event.code})
            case ToolRecorded():
                return replace(self, tools={**self.tools, event.code: event})
            case BudgetAgreed():
                return replace(self, budget=event)
            case events.PhaseAdvanced():
                return replace(self, stays=(*self.stays, Stay(event.phase, event.on)))
            case events.PhaseTakenBack():
                return replace(self, stays=self.stays[:-1])
            case events.TaskReopened(code=code):
                settled = {task: on for task, on in self.settled.items() if task != code}
                return replace(self, settled=settled, waived=self.waived - {code})
            case events.PhaseJustified():
                return self
            case _:
                assert_never(event)

    def _justified(self, to: str, facts: Facts) -> list[CourseEvent]:
        if facts.possible_found_on is None and not facts.best_interest:
            return []
        return [
            events.PhaseJustified(
                case_id=self.case_id,
                subject_id=self.subject_id,
                phase=to,
                on=facts.on,
                possible_found_on=facts.possible_found_on,
                best_interest=facts.best_interest or None,
            )
        ]

    def _advanced(self, to: str, on: date) -> events.PhaseAdvanced:
        return events.PhaseAdvanced(
            case_id=self.case_id,
            referral_id=self.referral_id,
            programme=self.programme,
            organisation=self.organisation,
            previous=self.phase,
            phase=to,
            on=on,
        )
