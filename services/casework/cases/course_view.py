"""How a page shows the course of a case: its phases, what is missing for the next, the tasks."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for

from services.casework.cases import words
from services.casework.cases.phases import Missing
from services.casework.cases.queries import CaseView, Way
from services.common.programme import Guard
from shared.web.i18n import format_date, gettext, language, ngettext
from shared.web.parts import ChecklistItem, Step

ASKED_WITH_THE_MOVE = {Guard.POSSIBLE_FOUND.value, Guard.BEST_INTEREST_STATED.value}


@dataclass(frozen=True)
class Onward:
    """The way to the next phase: what it lacks, each with where to do it, or that it is open."""

    phase: str
    heading: str
    lacks: list[tuple[str, str]]  # words, address
    href: str


def not_asked_here(missing: tuple[Missing, ...]) -> tuple[Missing, ...]:
    """What has to be there already; the rest is asked on the page of the move itself."""
    return tuple(one for one in missing if one.code not in ASKED_WITH_THE_MOVE)


def lacks(view: CaseView, missing: tuple[Missing, ...]) -> list[tuple[str, str]]:
    """What is missing, each with the page where it can be done."""
    return [(words.missing(view.programme, one), _where(view, one)) for one in missing]


def steps(view: CaseView) -> list[Step]:
    """The programme's phases, as far as the case has come; the optional one is dashed."""
    codes = [phase.code for phase in view.programme.phases]
    here = codes.index(view.case.course.phase) if view.case.course.phase in codes else -1
    found = []
    for index, phase in enumerate(view.programme.phases):
        name, optional = phase.name.said_in(language()), phase.optional
        if index > here:
            asked = words.asked_of(view.programme, phase)
            found.append(Step(name, "todo", reason=asked, optional=optional))
            continue
        on, lasted = _stay(view, phase.code)
        is_here = index == here and view.is_open
        found.append(Step(name, "current" if is_here else "done", on, lasted, optional))
    return found


def _stay(view: CaseView, phase: str) -> tuple[str, str]:
    """When a phase was gone through and how long it took, the last time of it."""
    way = view.case.course.way
    at = max((i for i, stay in enumerate(way) if stay.phase == phase), default=None)
    if at is None:
        return "", ""
    began, closing = way[at].since, view.case.closing
    ended = way[at + 1].since if at + 1 < len(way) else closing.on if closing else None
    lasted = ngettext("%(num)s day", "%(num)s days", ((ended or view.today) - began).days)
    if ended is None:
        since = gettext("since %(day)s", day=format_date(began, "d.M."))
        return since, lasted
    return f"{format_date(began, 'd.M.')}–{format_date(ended, 'd.M.')}", lasted


def onward(view: CaseView) -> Onward | None:
    way = view.next_way
    if way is None:
        return None
    phase = way.phase.name.said_in(language())
    missing = not_asked_here(way.missing)
    heading = ngettext(
        "Before the phase %(phase)s %(num)s thing is missing:",
        "Before the phase %(phase)s %(num)s things are missing:",
        len(missing),
        phase=phase,
    )
    return Onward(phase, heading, lacks(view, missing), _move(view, way))


def back(view: CaseView) -> list[tuple[str, str]]:
    return [
        (
            gettext("Back to the phase %(phase)s", phase=way.phase.name.said_in(language())),
            _move(view, way),
        )
        for way in view.ways
        if way.exit.loop
    ]


def _move(view: CaseView, way: Way) -> str:
    return url_for("cases.phase", case_id=view.case.id, to=way.phase.code)


def _where(view: CaseView, one: Missing) -> str:
    case_id = view.case.id
    if view.programme.task(one.code):
        return url_for("cases.task", case_id=case_id, code=one.code)
    if one.code == Guard.PLAN_MEETING_GOALS_BEING_MET:
        return url_for("plan.meeting", case_id=case_id)
    return ""


def tasks(view: CaseView, reasons: Mapping[str, str]) -> list[ChecklistItem]:
    """The tasks of the present phase; `reasons` says why some were passed over."""
    course, found = view.case.course, []
    for task in view.phase.tasks if view.phase else ():
        text = f"{task.code} {task.name.said_in(language())}"
        on = course.settled.get(task.code)
        if on is None:
            href = url_for("cases.task", case_id=view.case.id, code=task.code)
            action = (gettext("Record"), href) if view.is_open else ("", "")
            found.append(ChecklistItem("open", text, action=action[0], href=action[1]))
        elif task.code in course.waived:
            said = (gettext("passed over %(day)s", day=words.day(on)), reasons.get(task.code, ""))
            found.append(ChecklistItem("skip", text, " · ".join(part for part in said if part)))
        else:
            found.append(ChecklistItem("ok", text, gettext("done %(day)s", day=words.day(on))))
    return found
