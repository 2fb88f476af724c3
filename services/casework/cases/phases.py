"""What still stands between a case and its next phase, or its planned end: pure rules over facts.

The programme says which guards an exit has; this module says what each guard means. A fact counts
from its own date, so a task done in June does not let a phase be left in May.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from services.casework.plan.domain import Plan
from services.common.ages import months_after
from services.common.programme import Exit, Guard, Phase, Programme


@dataclass(frozen=True)
class Facts:
    """What the guards look at, as of the day the case would move."""

    opened_on: date
    since: date  # the day the present phase began
    on: date  # the day it would be left
    settled: Mapping[str, date]  # task -> the day it was done or waived
    plan: Plan
    possible_found_on: date | None = None
    best_interest: str = ""


@dataclass(frozen=True)
class Missing:
    """One thing that is not there yet: a task's code, or a guard's, and words for it."""

    code: str
    words: str


def lacking(programme: Programme, phase: Phase, way: Exit, facts: Facts) -> tuple[Missing, ...]:
    """Everything that the guards of this way out do not find; empty when it is open."""
    found: list[Missing] = []
    for guard in way.guards:
        if guard is Guard.TASKS_DONE:
            found += open_tasks(phase, facts)
        elif not _holds(guard, programme, facts):
            found.append(Missing(guard.value, _WORDS[guard]))
    return tuple(found)


def open_tasks(phase: Phase, facts: Facts) -> list[Missing]:
    return [
        Missing(task.code, f"{task.code} {task.name.said_in('en')}")
        for task in phase.tasks
        if task.code not in facts.settled or facts.settled[task.code] > facts.on
    ]


def earliest_end(programme: Programme, opened_on: date) -> date | None:
    """The first day on which the programme's minimum is full; None when it has none."""
    months = programme.minimum_months
    return months_after(opened_on, months) if months else None


def minimum_is_full(programme: Programme, facts: Facts) -> bool:
    earliest = earliest_end(programme, facts.opened_on)
    return earliest is None or facts.on >= earliest


def _holds(guard: Guard, programme: Programme, facts: Facts) -> bool:
    found_on = facts.possible_found_on
    match guard:
        case Guard.PLAN_MEETING_GOALS_BEING_MET:
            return facts.plan.goals_being_met(since=facts.since, until=facts.on)
        case Guard.POSSIBLE_FOUND:
            return found_on is not None and facts.since <= found_on <= facts.on
        case Guard.BEST_INTEREST_STATED:
            return bool(facts.best_interest.strip())
        case Guard.MINIMUM_DURATION:
            return minimum_is_full(programme, facts)
        case Guard.TASKS_DONE:
            return True  # told task by task


_WORDS = {
    Guard.PLAN_MEETING_GOALS_BEING_MET: "a plan meeting in this phase that found goals being met",
    Guard.POSSIBLE_FOUND: "the day in this phase when it was found possible (possible_found_on)",
    Guard.BEST_INTEREST_STATED: "why it is in the person's best interest (best_interest)",
    Guard.MINIMUM_DURATION: "the programme's minimum duration",
}
