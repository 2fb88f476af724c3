"""What still stands between a case and its next phase, or its planned end: pure rules over facts.

The programme says which guards an exit has; this module says what each guard means. A fact counts
from its own date, so a task done in June does not let a phase be left in May.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.casework.plan.domain import Plan
from services.common.ages import months_after
from services.common.codes import Assessor, EndReason, Outcome, OutcomeMethod
from services.common.endings import PLANNED_ENDS
from services.common.programme import ENDED, Exit, Guard, Phase, Programme, Words
from shared.kernel.aggregate import Invalid, Refused, Word

TOO_SOON = Guard.MINIMUM_DURATION.value
PHASE_BEFORE_END = Word("a phase that leads to the end")
WORDS = {  # what a guard asks for, to be said after "missing"
    Guard.PLAN_MEETING_GOALS_BEING_MET: Word("a plan meeting that found the goals being met"),
    Guard.POSSIBLE_FOUND: Word("the day in this phase when it was found possible"),
    Guard.BEST_INTEREST_STATED: Word("why it is in the best interest of the child or young person"),
    Guard.MINIMUM_DURATION: Word("the programme's minimum duration"),
}


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
    """One thing that is not there yet: a task's code, or a guard's, and what people call it."""

    code: str
    words: Words | Word


def lacking(programme: Programme, phase: Phase, exit_: Exit, facts: Facts) -> tuple[Missing, ...]:
    """Everything that the guards of this exit do not find; empty when it is open."""
    missing: list[Missing] = []
    for guard in exit_.guards:
        if guard is Guard.TASKS_DONE:
            missing += open_tasks(phase, facts)
        elif not _holds(guard, programme, facts):
            missing.append(Missing(guard.value, WORDS[guard]))
    return tuple(missing)


def open_tasks(phase: Phase, facts: Facts) -> list[Missing]:
    return [
        Missing(task.code, task.name)
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


def before_planned_end(
    programme: Programme, phase: Phase | None, facts: Facts
) -> tuple[Missing, ...]:
    """What a planned end on that day would still want; empty when the end is not early."""
    missing: list[Missing] = []
    if not minimum_is_full(programme, facts):
        missing.append(Missing(TOO_SOON, WORDS[Guard.MINIMUM_DURATION]))
    if phase is None:
        return tuple(missing)
    end = phase.exit(ENDED)
    if end is None:
        missing.append(Missing(ENDED, PHASE_BEFORE_END))
        return tuple(missing)
    rest = lacking(programme, phase, end, facts)
    return (*missing, *(each for each in rest if each.code != TOO_SOON))


@dataclass(frozen=True)
class Closing:
    """Why a case ends and what it brought about, the two apart."""

    on: date
    end_reason: EndReason
    outcome: Outcome
    method: OutcomeMethod | None = None
    assessed_by: Assessor | None = None

    def must_be_whole(self) -> None:
        """Refuse an assessment without how and by whom."""
        assessed = self.outcome is not Outcome.NOT_ASSESSED
        if assessed and (self.method is None or self.assessed_by is None):
            raise Invalid(
                "Say how and by whom the outcome was assessed, or that it was not assessed.",
                code="assessment_missing",
                missing=[n for n in ("method", "assessed_by") if getattr(self, n) is None],
            )


def must_explain(closing: Closing, missing: tuple[Missing, ...], *, explained: str | None) -> None:
    """An early end needs a reason; where the family ended it or moved, the code says it.

    Before the programme's minimum a reason is always asked.
    """
    if explained and explained.strip():
        return
    too_soon = any(m.code == TOO_SOON for m in missing)
    if too_soon or (missing and closing.end_reason in PLANNED_ENDS):
        raise Refused(
            "The case would end early: it lacks %(lacks)s. Say why it ends now.",
            code="early_reason",
            missing=[*(m.code for m in missing), "early_reason"],
            lacks=tuple(m.words for m in missing),
            field="early_reason",
        )


def before_phase(on: date, *, phase: Words | str, since: date) -> Refused:
    return Refused(
        "%(phase)s began on %(since)s, so it cannot end on %(on)s.",
        code="before_phase",
        phase=phase,
        since=since,
        on=on,
    )


def no_exit(programme: Programme, *, phase: str | None, to: str) -> Refused:
    exits = tuple(phase_words(programme, each.to) for each in programme.next_phases(phase))
    name = phase_words(programme, to)
    if not exits:
        return Refused("No phase follows here, so not %(to)s either.", code="no_way", to=name)
    return Refused(
        "From %(phase)s the programme leads to %(ways)s, not to %(to)s.",
        code="no_way",
        phase=phase_words(programme, str(phase)),
        ways=exits,
        to=name,
    )


def phase_words(programme: Programme, code: str) -> Words | str:
    """What the programme calls its phase; a code that it has not is left as it is."""
    phase = programme.phase(code)
    return phase.name if phase else code


def lacks(to: Words | str, missing: Sequence[Missing]) -> Refused:
    return Refused(
        "Before %(to)s this is still missing: %(lacks)s.",
        code="phase_lacks",
        missing=[each.code for each in missing],
        to=to,
        lacks=tuple(each.words for each in missing),
    )


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
            return True  # asked task by task, in `lacking`
