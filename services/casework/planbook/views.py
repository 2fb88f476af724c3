"""The plan as a page shows it, in the reader's language."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for

from services.casework.casefile.texts import people
from services.casework.cases import queries
from services.casework.cases.queries import CaseView
from services.casework.cases.texts import title
from services.casework.development import views as development
from services.casework.people import names
from services.casework.plan.rules import (
    Goal,
    Measurement,
    Meeting,
    goals_by_profession,
    workers_in,
)
from services.casework.plan.texts import meetings
from services.casework.planning.views import indicator_name
from services.casework.texts import day, signed
from services.common.codes import Attendee
from services.common.labels import label
from services.common.programme import Named
from shared.identity.principals import Principal
from shared.web.formats import format_number
from shared.web.i18n import gettext, language
from shared.work import Work


@dataclass(frozen=True)
class PartLine:
    """One part of the plan, with where it is put right."""

    title: str
    note: str
    text: str
    links: list[tuple[str, str]]


def page(work: Work, who: Principal, case_id: UUID) -> dict[str, Any]:
    view = queries.case(work, who, case_id)
    plan = view.case.plan
    return {
        "case": case_id,
        "title": title(view),
        "is_open": view.is_open,
        "trends": development.trends(view),
        "changes": development.rows(view),
        "parts": [
            *_goals(work, view),
            (
                meetings(view.programme, 0).several,
                [_meeting(view, each) for each in plan.meetings[::-1]],
            ),
            (
                gettext("Measurements"),
                [_measurement(view, each) for each in plan.measurements[::-1]],
            ),
        ],
    }


def _goals(work: Work, view: CaseView) -> list[tuple[str, list[PartLine]]]:
    """The goals, by the professions that answer for them where a team shares the plan."""
    goals = view.case.plan.goals
    if not view.programme.team:
        return [(gettext("Goals"), [_goal(view, goal) for goal in goals])]
    return [
        (_whose(work, view, profession), [_goal(view, goal) for goal in theirs])
        for profession, theirs in goals_by_profession(view.programme, goals)
    ]


def _whose(work: Work, view: CaseView, profession: Named | None) -> str:
    """The profession, and who works in it here."""
    if profession is None:
        return gettext("Goals of all together")
    name = names(work)
    case = view.case
    workers = [name(str(each)) for each in workers_in(case.plan.professions, case.team, profession)]
    return ", ".join([profession.name.said_in(language()), *(each for each in workers if each)])


def _goal(view: CaseView, goal: Goal) -> PartLine:
    scores = [f"{day(score.assessed_on)}: {signed(score.value)}" for score in goal.scores]
    links = _links(view, "goals", goal_id=goal.id)
    if goal.scores:
        where = url_for(
            "corrections.goals_score_entered_in_error", case_id=view.case.id, goal_id=goal.id
        )
        links.append((gettext("A score was a mistake"), where))
    text = "\n".join(part for part in (goal.doing, " · ".join(scores)) if part)
    return PartLine(goal.text, day(goal.set_on), text, links)


def _meeting(view: CaseView, meeting: Meeting) -> PartLine:
    stand = gettext("goals are being met") if meeting.goals_being_met else gettext("not yet")
    links = _links(view, "plan_meetings", meeting_id=meeting.id)
    note = f"{who_was_there(meeting)}, {stand}"
    text = "\n".join(part for part in (meeting.decisions, next_meeting(meeting)) if part)
    return PartLine(day(meeting.held_on), note, text, links)


def who_was_there(meeting: Meeting) -> str:
    """As what they came, who as far as they were named, or how many."""
    roles = [label(Attendee(role), language()) for role in meeting.roles]
    listed = [*roles, *meeting.participants]
    return ", ".join(listed) if listed else people(meeting.present)


def next_meeting(meeting: Meeting) -> str:
    return gettext("Next one %(day)s", day=day(meeting.next_on)) if meeting.next_on else ""


def _measurement(view: CaseView, taken: Measurement) -> PartLine:
    name = indicator_name(view.programme, taken.indicator)
    links = _links(view, "measurements", measurement_id=taken.id)
    return PartLine(f"{name}: {format_number(taken.value)}", day(taken.measured_on), "", links)


def _links(view: CaseView, part: str, **place: Any) -> list[tuple[str, str]]:
    return [
        (
            text,
            url_for(f"corrections.{part}_{endpoint}", case_id=view.case.id, **place),
        )
        for text, endpoint in (
            (gettext("Correct"), "correction"),
            (gettext("Recorded by mistake"), "entered_in_error"),
        )
    ]
