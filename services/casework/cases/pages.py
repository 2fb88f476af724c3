"""The pages of cases: my cases, one case, and the forms for what is done in it."""

from typing import Any
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.casework import people
from services.casework.cases import commands, course_view, listing, queries, views, words
from services.casework.cases.queries import CaseView
from services.casework.cases.schemas import (
    ClosureSchema,
    FollowUpSchema,
    PhaseSchema,
    TaskSchema,
    TeamMemberSchema,
)
from services.casework.deeds import Deed, ask_or_do
from services.common.codes import Assessor, EndReason, Outcome, OutcomeMethod, TaskState, TeamRole
from services.common.labels import choices, label
from services.common.programme import Guard
from shared.kernel.aggregate import NotFound
from shared.web.api import execute, read_only
from shared.web.i18n import language
from shared.web.pages import after_change, seen
from shared.web.parts import Form, Option
from shared.work import Work

pages = Blueprint("cases", __name__, url_prefix="/casework")


@pages.get("/")
def mine() -> str:
    """The reader's cases."""
    page = read_only(lambda work: listing.page(work, g.who, request.args))
    return render_template("casework/list.html", page=page, entries=Form.of(page.chosen))


@pages.get("/cases/<uuid:case_id>")
def show(case_id: UUID) -> str:
    page = read_only(lambda work: views.page(work, g.who, case_id))
    return render_template("casework/case.html", page=page)


@pages.get("/cases/<uuid:case_id>/timeline")
def timeline(case_id: UUID) -> str:
    """The whole timeline, for reading and for paper."""

    def read(work: Work) -> dict[str, Any]:
        view = queries.case(work, g.who, case_id)
        moments = views.moments(work, view)
        return {"view": view, "title": views.title(view), "moments": moments}

    return render_template("casework/timeline.html", **read_only(read))


@pages.route("/cases/<uuid:case_id>/tasks/<code>", methods=["GET", "POST"])
def task(case_id: UUID, code: str) -> ResponseReturnValue:
    """Record that a task is done, or why it is passed over."""

    def act(work: Work, told: dict[str, Any]) -> None:
        if told["state"] is TaskState.DONE:
            commands.do_task(work, case_id, code, on=told["on"], seen=seen())
        else:
            commands.waive_task(
                work, case_id, code, reason=told["reason"], on=told["on"], seen=seen()
            )

    def show_it(work: Work, view: CaseView) -> dict[str, Any]:
        found = view.programme.task(code)
        if found is None:
            raise NotFound
        states = [Option(state, label(state, language())) for state in _SETTLED]
        tools = [tool.name.said_in(language()) for tool in found.tools if tool.mandatory]
        name = f"{found.code} {found.name.said_in(language())}"
        return _frame(view) | {"name": name, "states": states, "tools": tools}

    deed = Deed("casework/task.html", TaskSchema, act, show_it, {"state": TaskState.DONE})
    return ask_or_do(case_id, deed)


@pages.route("/cases/<uuid:case_id>/phase", methods=["GET", "POST"])
def phase(case_id: UUID) -> ResponseReturnValue:
    """Move the case to another phase."""
    to = request.values.get("to", "")

    def act(work: Work, told: dict[str, Any]) -> None:
        commands.advance(work, case_id, **told, seen=seen())

    def show_it(work: Work, view: CaseView) -> dict[str, Any]:
        way = next((way for way in view.ways if way.phase.code == to), None)
        if way is None:
            raise NotFound
        name = way.phase.name.said_in(language())
        asks = {
            "asks_possible": Guard.POSSIBLE_FOUND in way.exit.guards,
            "asks_interest": Guard.BEST_INTEREST_STATED in way.exit.guards,
        }
        lacks = course_view.lacks(view, course_view.not_asked_here(way.missing))
        told = {"name": name, "to": to, "is_back": way.exit.loop, "lacks": lacks}
        return _frame(view) | asks | told

    return ask_or_do(case_id, Deed("casework/phase.html", PhaseSchema, act, show_it))


@pages.route("/cases/<uuid:case_id>/closing", methods=["GET", "POST"])
def closing(case_id: UUID) -> ResponseReturnValue:
    """End the case."""

    def act(work: Work, told: dict[str, Any]) -> None:
        commands.close(work, case_id, **told, seen=seen())

    def show_it(work: Work, view: CaseView) -> dict[str, Any]:
        early = view.minimum_until is not None and view.today < view.minimum_until
        lists = {
            "reasons": _options(EndReason),
            "outcomes": _options(Outcome),
            "methods": _options(OutcomeMethod),
            "assessors": _options(Assessor),
        }
        until = words.day(view.minimum_until)
        return _frame(view) | lists | {"is_early": early, "minimum_until": until}

    return ask_or_do(case_id, Deed("casework/closing.html", ClosureSchema, act, show_it))


@pages.route("/cases/<uuid:case_id>/follow-up", methods=["GET", "POST"])
def follow_up(case_id: UUID) -> ResponseReturnValue:
    """Say how things stand some months after the closing."""

    def act(work: Work, told: dict[str, Any]) -> None:
        commands.follow_up(work, case_id, **told, seen=seen())

    def show_it(work: Work, view: CaseView) -> dict[str, Any]:
        return _frame(view) | {"outcomes": _options(Outcome)}

    return ask_or_do(case_id, Deed("casework/follow_up.html", FollowUpSchema, act, show_it))


@pages.route("/cases/<uuid:case_id>/team", methods=["GET", "POST"])
def team(case_id: UUID) -> ResponseReturnValue:
    """Put somebody on the team; coordinators only."""
    read_only(lambda work: queries.must_coordinate(work, g.who, case_id))

    def act(work: Work, told: dict[str, Any]) -> None:
        person = told.pop("person")
        commands.assign(work, case_id, person, **told, seen=seen())

    def show_it(work: Work, view: CaseView) -> dict[str, Any]:
        staff = people.staff_of(work, view.case.opened.organisation)
        name = people.names(work)
        on_it = [
            (str(person), name(str(person)), label(TeamRole(role), language()))
            for person, role in view.case.team.items()
        ]
        options = [Option(str(person), text) for person, text in staff]
        return _frame(view) | {"staff": options, "roles": _options(TeamRole), "team": on_it}

    fresh = {"role": TeamRole.WORKER}
    return ask_or_do(case_id, Deed("casework/team.html", TeamMemberSchema, act, show_it, fresh))


@pages.post("/cases/<uuid:case_id>/team/<uuid:person_id>/leaving")
def leave_team(case_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Take somebody off the team; coordinators only."""
    read_only(lambda work: queries.must_coordinate(work, g.who, case_id))
    execute(lambda work: commands.release(work, case_id, person_id))
    after_change("cases")
    return redirect(url_for(".team", case_id=case_id), 303)


def _frame(view: CaseView) -> dict[str, Any]:
    """What every form of a case shows around itself."""
    return {"title": views.title(view), "today": view.today.isoformat()}


def _options(codes: Any) -> list[Option]:
    return [Option(code, text) for code, text in choices(codes, language())]


_SETTLED = (TaskState.DONE, TaskState.WAIVED)
