"""What the forms of a case show beside the case itself, in the reader's language."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import request, url_for

from services.casework import people
from services.casework.cases import queries
from services.casework.cases.queries import CaseView
from services.casework.cases.rules import follow_up_due
from services.casework.cases.texts import title
from services.casework.course.rules import Missing
from services.casework.course.texts import task_name
from services.casework.course.views import lacks, not_asked_here
from services.casework.plan.texts import profession_name, professions
from services.casework.texts import day
from services.casework.toolkit.rules import still_open
from services.common.ages import age_on, months_after
from services.common.children import ADULT_FROM, MINORS
from services.common.codes import TaskState, TeamRole
from services.common.labels import label
from services.common.matches import GOING_ON
from services.common.people import coordinators_of
from services.common.phrases import caution, opening_lengths, whom_to_ask
from services.common.programme import Guard, Programme
from shared.kernel.aggregate import NotFound, Word
from shared.web.i18n import gettext, language
from shared.web.own_form import OwnForms, Refusal
from shared.web.parts import Option
from shared.web.problems import say
from shared.work import Stale, Work

EARLY_REASON = "early_reason"


def task_form(_work: Work, view: CaseView, *, code: str) -> dict[str, Any]:
    task = view.programme.task(code)
    if task is None:
        raise NotFound
    states = (TaskState.DONE, TaskState.WAIVED)
    return {
        "name": task_name(view.programme, code),
        "states": [Option(state, label(state, language())) for state in states],
        "tools": [tool.name.said_in(language()) for tool in task.tools if tool.mandatory],
    }


def tasks_form(_work: Work, view: CaseView) -> dict[str, Any]:
    """The open tasks of the present phase, to be ticked together."""
    phase, settled = view.phase, view.case.course.settled
    codes = [task.code for task in phase.tasks if task.code not in settled] if phase else []
    return {"tasks": [Option(code, task_name(view.programme, code)) for code in codes]}


def phase_form(_work: Work, view: CaseView) -> dict[str, Any]:
    to = request.values.get("to", "")
    transition = next((each for each in view.transitions if each.phase.code == to), None)
    if transition is None:
        raise NotFound
    guards = transition.exit.guards
    return {
        "name": transition.phase.name.said_in(language()),
        "to": to,
        "is_back": transition.exit.loop,
        "lacks": lacks(view.programme, view.case.id, not_asked_here(transition.missing)),
        "open_tools": [
            tool.name.said_in(language())
            for tool in still_open(view.phase, view.case.course.tools)
            if not transition.exit.loop
        ],
        "asks_possible": Guard.POSSIBLE_FOUND in guards,
        "asks_interest": Guard.BEST_INTEREST_STATED in guards,
    }


def closing_form(_work: Work, view: CaseView) -> dict[str, Any]:
    months = view.programme.minimum_months or view.programme.commitment_months
    until = months_after(view.case.opened.opened_on, months) if months else None
    return {
        "is_early": until is not None and view.today < until,
        "minimum_until": day(until),
        "consequences": _consequences(view),
        "is_of_age": _has_come_of_age(view),
    }


def _consequences(view: CaseView) -> list[str]:
    """What closing does, for the reader to confirm."""
    texts = [gettext("The support ends on the last day that you chose.")]
    if view.match is not None and view.match.status in GOING_ON:
        texts.append(gettext("The support person's match ends the same day."))
    due = day(follow_up_due(view.programme, view.today))
    texts.append(gettext("The sender hears how it ended, as far as the family allows."))
    texts.append(gettext("The follow-up is due about %(day)s.", day=due))
    return texts


def _has_come_of_age(view: CaseView) -> bool:
    """Has a child or young person become 18?"""
    person = view.case.person
    born, is_minor = person.date_of_birth, person.subject_kind in MINORS
    return bool(born and is_minor and age_on(born, view.today) >= ADULT_FROM)


def team_form(work: Work, view: CaseView) -> dict[str, Any]:
    name = people.names(work)
    working_as = view.case.plan.professions
    return {
        "professions": professions(view.programme),
        "staff": [
            Option(str(person), text)
            for person, text in people.staff_of(work, view.case.opened.organisation)
        ],
        "team": [
            (str(person), name(str(person)), _seat(view.programme, role, working_as.get(person)))
            for person, role in view.case.team.items()
        ],
    }


def _seat(programme: Programme, role: TeamRole, profession: str | None) -> str:
    parts = (label(TeamRole(role), language()), profession_name(programme, profession))
    return ", ".join(part for part in parts if part)


def contact_form(work: Work, view: CaseView) -> dict[str, Any]:
    """The way in to what is hidden; to who is not named, whom to ask instead of a form."""
    return {"ask": whom_reader_asks(work, view), "lengths": opening_lengths()}


def whom_reader_asks(work: Work, view: CaseView) -> str:
    """Whom a reader asks who may not open what is hidden; empty for who may."""
    if not view.is_hidden or view.is_named:
        return ""
    name, named = people.names(work), view.case.contact_access.named
    home, locked = view.case.opened.organisation, view.case.staffing.locked
    readers = (each.name for each in coordinators_of(work, home) if each.id not in locked)
    return whom_to_ask((name(str(each)) for each in named if each not in locked), readers)


def _frame(view: CaseView) -> Mapping[str, Any]:
    warning = caution(view.is_hidden)
    return {"title": title(view), "today": view.today.isoformat(), "lacks": [], "caution": warning}


def _explain(view: CaseView, refusal: Refusal) -> Mapping[str, Any]:
    """The refusal in the reader's words, and what is missing with where to do it."""
    if isinstance(refusal, Stale):
        text = gettext("Somebody else changed this case meanwhile. Look at it again.")
        return {"problem": text}
    if refusal.code not in ("phase_lacks", EARLY_REASON):
        return {"problem": say(refusal)}
    missing = [Missing(code, Word(code)) for code in refusal.missing if code != EARLY_REASON]
    explained = {"lacks": lacks(view.programme, view.case.id, missing)} if missing else {}
    if refusal.code == "phase_lacks":
        return explained | {"problem": gettext("The phase cannot begin yet: something is missing.")}
    return explained | {"problem": gettext("The support would end early. Say why it ends now.")}


def _home(case_id: UUID) -> str:
    return url_for("casefile.show", case_id=case_id)


forms = OwnForms[CaseView](
    key="case_id",
    read=queries.case,
    home=_home,
    lists=("cases", "timeline", "visits"),
    frame=_frame,
    explain=_explain,
)
