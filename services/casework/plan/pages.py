"""The pages of a plan: goals, how far they are reached, plan meetings, measurements."""

from typing import Any
from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from services.casework.cases import views
from services.casework.cases.queries import CaseView
from services.casework.cases.words import signed
from services.casework.deeds import Deed, ask_or_do
from services.casework.plan import commands
from services.casework.plan.domain import STANDARD
from services.casework.plan.schemas import (
    GoalSchema,
    MeasurementSchema,
    PlanMeetingSchema,
    ScoresForm,
)
from services.common.codes import Assessor
from services.common.labels import choices
from shared.web.i18n import gettext, language
from shared.web.pages import seen
from shared.web.parts import Option
from shared.work import Work

pages = Blueprint("plan", __name__, url_prefix="/casework/cases/<uuid:case_id>")


@pages.route("/goals/new", methods=["GET", "POST"])
def goal(case_id: UUID) -> ResponseReturnValue:
    """Agree on a goal."""

    def act(work: Work, told: dict[str, Any]) -> None:
        commands.set_goal(work, case_id, **told)

    return ask_or_do(case_id, Deed("casework/goal.html", GoalSchema, act, _frame, {"weight": "1"}))


@pages.route("/goals/scores", methods=["GET", "POST"])
def scores(case_id: UUID) -> ResponseReturnValue:
    """Score the goals together."""

    def act(work: Work, told: dict[str, Any]) -> None:
        on, by = told["assessed_on"], told["assessed_by"]
        version = seen()
        for goal_id, value in told["score"].items():
            version = commands.score(
                work, case_id, goal_id, value=value, assessed_by=by, assessed_on=on, seen=version
            )

    def show_it(work: Work, view: CaseView) -> dict[str, Any]:
        scale = [Option(str(value), f"{signed(value)} {text}") for value, text in _scale()]
        assessors = [Option(code, text) for code, text in choices(Assessor, language())]
        return _frame(work, view) | {"scale": scale, "assessors": assessors}

    return ask_or_do(case_id, Deed("casework/scores.html", ScoresForm, act, show_it))


@pages.route("/plan-meetings/new", methods=["GET", "POST"])
def meeting(case_id: UUID) -> ResponseReturnValue:
    """Record a plan meeting."""

    def act(work: Work, told: dict[str, Any]) -> None:
        people = told.pop("participants")
        commands.hold_meeting(
            work, case_id, **told, present=people.count, participants=people.names
        )

    def show_it(work: Work, view: CaseView) -> dict[str, Any]:
        answers = [
            Option("true", gettext("The goals are being met")),
            Option("false", gettext("Not yet")),
        ]
        return _frame(work, view) | {"answers": answers}

    return ask_or_do(case_id, Deed("casework/meeting.html", PlanMeetingSchema, act, show_it))


@pages.route("/measurements/new", methods=["GET", "POST"])
def measurement(case_id: UUID) -> ResponseReturnValue:
    """Record a measurement of one of the programme's indicators."""

    def act(work: Work, told: dict[str, Any]) -> None:
        commands.measure(work, case_id, **told)

    def show_it(work: Work, view: CaseView) -> dict[str, Any]:
        own = [
            Option(one.code, f"{one.name.said_in(language())} ({one.lowest}–{one.highest})")
            for one in view.programme.indicators
        ]
        known = {option.value for option in own}
        rest = [
            Option(code, f"{code.upper()} ({lowest}–{highest})")
            for code, (lowest, highest) in STANDARD.items()
            if code not in known
        ]
        return _frame(work, view) | {"indicators": own or rest}

    return ask_or_do(case_id, Deed("casework/measurement.html", MeasurementSchema, act, show_it))


def _frame(work: Work, view: CaseView) -> dict[str, Any]:
    return {"title": views.title(view), "today": view.today.isoformat()}


def _scale() -> list[tuple[int, str]]:
    return [
        (-2, gettext("much less than expected")),
        (-1, gettext("less than expected")),
        (0, gettext("as expected")),
        (1, gettext("more than expected")),
        (2, gettext("much more than expected")),
    ]
