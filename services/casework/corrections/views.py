"""What the forms of corrections show, in the reader's language."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from services.casework.cases.queries import CaseView
from services.casework.corrections import rules
from services.casework.course.texts import phase_name, task_name
from services.casework.plan import texts as words
from services.casework.plan.texts import professions
from services.casework.planning.views import indicator_name, meeting_form
from services.casework.texts import day, signed
from services.common.programme import Programme
from shared.kernel.aggregate import NotFound
from shared.web.formats import format_number
from shared.web.i18n import gettext
from shared.web.parts import Option
from shared.work import Work


def reopening(_work: Work, view: CaseView) -> dict[str, Any]:
    closing = view.case.closing
    if closing is None:
        raise NotFound
    return {
        "heading": gettext("Reopen the case"),
        "lead": gettext(
            "Closed %(day)s. The case goes on as if it had not been; the sender hears of it.",
            day=day(closing.on),
        ),
        "press": gettext("Reopen"),
    }


def follow_up(_work: Work, view: CaseView) -> dict[str, Any]:
    if view.case.followed_up is None:
        raise NotFound
    lead = gettext("The follow-up waits to be done again.")
    return _taking_back(gettext("The follow-up was recorded by mistake"), lead)


def phase(_work: Work, view: CaseView) -> dict[str, Any]:
    stays = view.case.course.stays
    if len(stays) < 2:
        raise NotFound
    name, before = (phase_name(view.programme, stay.phase) for stay in (stays[-1], stays[-2]))
    lead = gettext("The case is in the phase %(before)s again, as it was.", before=before)
    return _taking_back(gettext("The phase %(phase)s had not begun", phase=name), lead)


def task(_work: Work, view: CaseView, *, code: str) -> dict[str, Any]:
    if code not in view.case.course.settled:
        raise NotFound
    lead = gettext("The task is open again.")
    return _taking_back(task_name(view.programme, code), lead)


def goal(_work: Work, view: CaseView, *, goal_id: UUID) -> dict[str, Any]:
    return {"goal": _goal(view, goal_id), "professions": professions(view.programme)}


def filled_goal(_work: Work, view: CaseView, *, goal_id: UUID) -> Mapping[str, object]:
    goal = _goal(view, goal_id)
    return {
        "text": goal.text,
        "weight": format_number(goal.weight),
        "profession": goal.profession or "",
        "doing": goal.doing,
    }


def no_goal(_work: Work, view: CaseView, *, goal_id: UUID) -> dict[str, Any]:
    goal = _goal(view, goal_id)
    lead = gettext("The goal leaves the plan, with its scores.")
    return _taking_back(goal.text, lead)


def no_score(_work: Work, view: CaseView, *, goal_id: UUID) -> dict[str, Any]:
    goal = _goal(view, goal_id)
    scores = [
        Option(each.assessed_on.isoformat(), f"{day(each.assessed_on)}: {signed(each.value)}")
        for each in goal.scores
    ]
    return {"scores": scores, **_taking_back(goal.text, gettext("Which score was a mistake?"))}


def filled_meeting(_work: Work, view: CaseView, *, meeting_id: UUID) -> Mapping[str, object]:
    held = rules.meeting(view.case, meeting_id)
    return {
        "held_on": held.held_on.isoformat(),
        "participants": "\n".join(held.participants) or str(held.present),
        "goals_being_met": str(held.goals_being_met).lower(),
        "decisions": held.decisions,
        "roles": list(held.roles),
        "next_on": held.next_on.isoformat() if held.next_on else "",
    }


def meeting(work: Work, view: CaseView, *, meeting_id: UUID) -> dict[str, Any]:
    rules.meeting(view.case, meeting_id)
    return meeting_form(work, view)


def no_meeting(_work: Work, view: CaseView, *, meeting_id: UUID) -> dict[str, Any]:
    held = rules.meeting(view.case, meeting_id)
    heading = words.no_meeting(view.programme, day(held.held_on))
    return _taking_back(heading, gettext("The meeting leaves the plan."))


def filled_measurement(
    _work: Work, view: CaseView, *, measurement_id: UUID
) -> Mapping[str, object]:
    taken = rules.measurement(view.case, measurement_id)
    return {"value": format_number(taken.value), "measured_on": taken.measured_on.isoformat()}


def measurement(_work: Work, view: CaseView, *, measurement_id: UUID) -> dict[str, Any]:
    taken = rules.measurement(view.case, measurement_id)
    return {"name": measured(view.programme, taken.indicator)}


def no_measurement(_work: Work, view: CaseView, *, measurement_id: UUID) -> dict[str, Any]:
    taken = rules.measurement(view.case, measurement_id)
    heading = measured(view.programme, taken.indicator)
    return _taking_back(heading, gettext("The measurement leaves the plan."))


def measured(programme: Programme, indicator: str) -> str:
    return indicator_name(programme, indicator)


def _taking_back(heading: str, lead: str) -> dict[str, Any]:
    return {"heading": heading, "lead": lead, "press": gettext("Take it back")}


def _goal(view: CaseView, goal_id: UUID) -> Any:
    goal = view.case.plan.goal(goal_id)
    if goal is None:
        raise NotFound
    return goal
