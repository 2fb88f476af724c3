"""A case's phases, tasks and what they lack as words, in the reader's language."""

from services.casework.course.rules import PHASE_BEFORE_END, WORDS, Missing
from services.common.programme import ENDED, Guard, Phase, Programme
from shared.web.i18n import gettext, language


def missing_text(programme: Programme, missing: Missing) -> str:
    """One thing that a way on still lacks."""
    task = programme.task(missing.code)
    if task is not None:
        return task_name(programme, task.code)
    if missing.code == ENDED:
        return gettext(PHASE_BEFORE_END)
    return gettext(WORDS[Guard(missing.code)]) if missing.code in set(Guard) else missing.code


def asked_of(programme: Programme, phase: Phase) -> str:
    """What the way into a phase asks for beside its tasks, in short."""
    guards = {
        guard
        for each in programme.phases
        for exit_ in each.exits
        if exit_.to == phase.code
        for guard in exit_.guards
        if not exit_.loop
    }
    if Guard.POSSIBLE_FOUND in guards:
        return gettext("only if the phase before finds it possible")
    if Guard.PLAN_MEETING_GOALS_BEING_MET in guards:
        return gettext("when the goals agreed in plan meetings are being met")
    return ""


def phase_name(programme: Programme, code: str) -> str:
    phase = programme.phase(code)
    return phase.name.said_in(language()) if phase else code


def task_name(programme: Programme, code: str) -> str:
    task = programme.task(code)
    return f"{task.code} {task.name.said_in(language())}" if task else code
