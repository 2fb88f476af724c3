"""How a page shows the course of a case: its phases, what is missing for the next, the tasks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import url_for

from services.casework.course.domain import Course, Transition
from services.casework.course.rules import Missing
from services.casework.course.texts import asked_of, missing_text, task_name
from services.casework.texts import day
from services.common.programme import Guard, Phase, Programme
from shared.web.formats import format_date
from shared.web.i18n import gettext, language, ngettext
from shared.web.parts import ChecklistItem, Step

ASKED_WITH_THE_MOVE = {Guard.POSSIBLE_FOUND.value, Guard.BEST_INTEREST_STATED.value}


@dataclass(frozen=True)
class Onward:
    """The way to the next phase: what it lacks, each with where to do it, or that it is open."""

    phase: str
    heading: str
    lacks: list[tuple[str, str]]  # words, address
    href: str


def not_asked_here(missing: Sequence[Missing]) -> list[Missing]:
    """What has to be there already; the rest is asked on the page of the move itself."""
    return [each for each in missing if each.code not in ASKED_WITH_THE_MOVE]


def lacks(programme: Programme, case_id: UUID, missing: Sequence[Missing]) -> list[tuple[str, str]]:
    """What is missing, each with the page where it can be done."""
    return [(missing_text(programme, each), _where(programme, case_id, each)) for each in missing]


def steps(
    programme: Programme, course: Course, *, ended_on: date | None, today: date
) -> list[Step]:
    """The programme's phases, as far as the case has come; the optional one is dashed."""
    codes = [phase.code for phase in programme.phases]
    here = codes.index(course.phase) if course.phase in codes else -1
    drawn = []
    for index, phase in enumerate(programme.phases):
        name, optional = phase.name.said_in(language()), phase.optional
        if index > here:
            conditions = asked_of(programme, phase)
            drawn.append(Step(name, "todo", reason=conditions, optional=optional))
            continue
        on, lasted = _stay(course, phase.code, ended_on=ended_on, today=today)
        is_here = index == here and ended_on is None
        drawn.append(Step(name, "current" if is_here else "done", on, lasted, optional))
    return drawn


def onward(programme: Programme, case_id: UUID, transition: Transition | None) -> Onward | None:
    if transition is None:
        return None
    phase = transition.phase.name.said_in(language())
    missing = not_asked_here(transition.missing)
    heading = ngettext(
        "Before the phase %(phase)s %(num)s thing is missing:",
        "Before the phase %(phase)s %(num)s things are missing:",
        len(missing),
        phase=phase,
    )
    return Onward(phase, heading, lacks(programme, case_id, missing), _move(case_id, transition))


def back(case_id: UUID, transitions: Sequence[Transition]) -> list[tuple[str, str]]:
    return [
        (
            gettext("Back to the phase %(phase)s", phase=each.phase.name.said_in(language())),
            _move(case_id, each),
        )
        for each in transitions
        if each.exit.loop
    ]


def tasks(
    programme: Programme, course: Course, reasons: Mapping[str, str], *, is_open: bool
) -> list[ChecklistItem]:
    """The tasks of the present phase; `reasons` says why some were passed over."""
    phase: Phase | None = programme.phase(course.phase)
    drawn = []
    for task in phase.tasks if phase else ():
        text, on = task_name(programme, task.code), course.settled.get(task.code)
        if on is None:
            href = url_for("cases.tasks", case_id=course.case_id, code=task.code)
            action = (gettext("Record"), href) if is_open else ("", "")
            drawn.append(ChecklistItem("open", text, action=action[0], href=action[1]))
        elif task.code in course.waived:
            notes = (gettext("passed over %(day)s", day=day(on)), reasons.get(task.code, ""))
            note = " · ".join(note for note in notes if note)
            drawn.append(ChecklistItem("skip", text, note, *_correct(course, task.code, is_open)))
        else:
            note = gettext("done %(day)s", day=day(on))
            drawn.append(ChecklistItem("ok", text, note, *_correct(course, task.code, is_open)))
    return drawn


def _correct(course: Course, code: str, is_open: bool) -> tuple[str, str]:  # as above
    """Where a task that was settled by mistake is opened again."""
    if not is_open:
        return "", ""
    there = url_for("corrections.tasks_entered_in_error", case_id=course.case_id, code=code)
    return gettext("Correct"), there


def _stay(course: Course, phase: str, *, ended_on: date | None, today: date) -> tuple[str, str]:
    """When a phase was gone through and how long it took, the last time of it."""
    stays = course.stays
    at = max((i for i, stay in enumerate(stays) if stay.phase == phase), default=None)
    if at is None:
        return "", ""
    began = stays[at].since
    ended = stays[at + 1].since if at + 1 < len(stays) else ended_on
    lasted = ngettext("%(num)s day", "%(num)s days", ((ended or today) - began).days)
    if ended is None:
        return gettext("since %(day)s", day=format_date(began, "d.M.")), lasted
    return f"{format_date(began, 'd.M.')}–{format_date(ended, 'd.M.')}", lasted


def _move(case_id: UUID, transition: Transition) -> str:
    return url_for("cases.phase", case_id=case_id, to=transition.phase.code)


def _where(programme: Programme, case_id: UUID, missing: Missing) -> str:
    if programme.task(missing.code):
        return url_for("cases.tasks", case_id=case_id, code=missing.code)
    if missing.code == Guard.PLAN_MEETING_GOALS_BEING_MET:
        return url_for("plan.plan_meetings_new", case_id=case_id)
    return ""
