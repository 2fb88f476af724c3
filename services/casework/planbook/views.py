"""The plan as a page shows it, in the reader's language."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for

from services.casework.casefile.texts import people
from services.casework.cases import queries
from services.casework.cases.queries import CaseView
from services.casework.cases.texts import title
from services.casework.plan.domain import Goal, Measurement, Meeting
from services.casework.plan.texts import meetings
from services.casework.planning.views import indicator_name
from services.casework.texts import day, signed
from shared.identity.principals import Principal
from shared.web.formats import format_number
from shared.web.i18n import gettext
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
        "parts": [
            (gettext("Goals"), [_goal(view, goal) for goal in plan.goals]),
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


def _goal(view: CaseView, goal: Goal) -> PartLine:
    scores = [f"{day(score.assessed_on)}: {signed(score.value)}" for score in goal.scores]
    links = _links(view, "goals", goal_id=goal.id)
    if goal.scores:
        where = url_for(
            "corrections.goals_score_entered_in_error", case_id=view.case.id, goal_id=goal.id
        )
        links.append((gettext("A score was a mistake"), where))
    return PartLine(goal.text, day(goal.set_on), " · ".join(scores), links)


def _meeting(view: CaseView, meeting: Meeting) -> PartLine:
    stand = gettext("goals are being met") if meeting.goals_being_met else gettext("not yet")
    present = ", ".join(meeting.participants) or people(meeting.present)
    links = _links(view, "plan_meetings", meeting_id=meeting.id)
    return PartLine(day(meeting.held_on), f"{present}, {stand}", meeting.decisions, links)


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
