"""What the forms of a plan show; templates only draw it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import url_for

from services.common import catalogue
from services.common.codes import PayerKind
from services.common.labels import choices
from services.referral.package_pages.views import LISTS, frame
from services.referral.packages import queries
from services.referral.packages.policy import PackageView
from shared.kernel.aggregate import NotFound
from shared.web.i18n import gettext, language
from shared.web.own_form import OwnForm, OwnForms
from shared.web.parts import Option
from shared.work import Work


def _draw_scope(work: Work, view: PackageView) -> Mapping[str, Any]:
    lead = view.package.lead
    members = queries.fellows(work, lead) if lead else frozenset()
    return {"partners": _organisations(work, members)}


def _fill_scope(_work: Work, view: PackageView) -> Mapping[str, object]:
    plan = view.package.plan
    return {"scope": plan.scope, "partners": list(plan.partners)}


def _draw_goal(_work: Work, view: PackageView, goal_id: UUID | None = None) -> Mapping[str, Any]:
    _must_have(view.package.plan.goals, goal_id)
    return {"heading": gettext("Add a goal") if goal_id is None else gettext("Change a goal")}


def _fill_goal(_work: Work, view: PackageView, goal_id: UUID) -> Mapping[str, object]:
    _must_have(view.package.plan.goals, goal_id)
    return {"goal": view.package.plan.goals[goal_id]}


def _draw_session(
    work: Work, view: PackageView, session_id: UUID | None = None
) -> Mapping[str, Any]:
    _must_have(view.package.plan.sessions, session_id)
    state = view.package
    is_new = session_id is None
    return {
        "heading": gettext("Add a session") if is_new else gettext("Change a session"),
        "hosts": _organisations(work, state.concerns),
    }


def _fill_session(_work: Work, view: PackageView, session_id: UUID) -> Mapping[str, object]:
    _must_have(view.package.plan.sessions, session_id)
    session = view.package.plan.sessions[session_id]
    values = {name: getattr(session, name) for name in ("title", "begins", "minutes", "place")}
    day = session.day.isoformat() if session.day else ""
    return values | {"day": day, "host": session.host, "is_online": _yes(session.is_online)}


def _draw_line(work: Work, view: PackageView, line_id: UUID | None = None) -> Mapping[str, Any]:
    _must_have(view.package.plan.lines, line_id)
    state = view.package
    payers = (state.lead, *state.plan.partners) if state.lead else ()
    is_new = line_id is None
    return {
        "heading": gettext("Add a line to the budget")
        if is_new
        else gettext("Change a line of the budget"),
        "payers": [Option(value, text) for value, text in choices(PayerKind, language())],
        "organisations": _organisations(work, payers),
    }


def _fill_line(_work: Work, view: PackageView, line_id: UUID) -> Mapping[str, object]:
    _must_have(view.package.plan.lines, line_id)
    line = view.package.plan.lines[line_id]
    is_own = line.payer == PayerKind.OWN_GRANT
    values = {name: getattr(line, name) for name in ("purpose", "payer", "funder")}
    return values | {
        "amount": f"{line.amount:.2f}",
        "organisation": line.organisation if is_own else None,
    }


def _draw_drop(_work: Work, view: PackageView, part_id: UUID) -> Mapping[str, Any]:
    plan = view.package.plan
    if part_id in plan.sessions:
        return {"text": plan.sessions[part_id].title}
    if part_id in plan.lines:
        return {"text": plan.lines[part_id].purpose}
    _must_have(plan.goals, part_id)
    return {"text": plan.goals[part_id]}


def _organisations(work: Work, ids: Any) -> list[Option]:
    several = catalogue.all_organisations(work.db)
    return [Option(str(key), several[key].name_in(language())) for key in several if key in ids]


def _must_have(parts: Mapping[UUID, object], part_id: UUID | None) -> None:
    if part_id is not None and part_id not in parts:
        raise NotFound


def _yes(value: bool) -> str:
    return "yes" if value else ""


SCOPE = OwnForm[PackageView]("referral/package_scope.html", _draw_scope, filled=_fill_scope)
GOAL = OwnForm[PackageView]("referral/package_goal.html", _draw_goal)
GOAL_ANEW = OwnForm[PackageView]("referral/package_goal.html", _draw_goal, filled=_fill_goal)
SESSION = OwnForm[PackageView]("referral/package_session.html", _draw_session)
SESSION_ANEW = OwnForm[PackageView](
    "referral/package_session.html", _draw_session, filled=_fill_session
)
LINE = OwnForm[PackageView]("referral/package_line.html", _draw_line)
LINE_ANEW = OwnForm[PackageView]("referral/package_line.html", _draw_line, filled=_fill_line)
DROP = OwnForm[PackageView]("referral/package_drop.html", _draw_drop)
forms = OwnForms[PackageView](
    key="package_id",
    read=queries.package,
    home=lambda package_id: url_for("packages.show", package_id=package_id),
    lists=LISTS,
    frame=frame,
)
