"""The pages of matching: who waits, who would suit, and one match from proposal to its end."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from services.common.codes import Role
from services.volunteers.fields import OnSchema
from services.volunteers.matches import commands, own, queries, views
from services.volunteers.matches.proposing import propose
from services.volunteers.matches.schemas import (
    ChildViewSchema,
    EndSchema,
    FamilyConsentSchema,
    VolunteerConsentSchema,
)
from services.volunteers.needs import queries as needs, views as needs_views
from services.volunteers.people import queries as people
from shared.kernel.aggregate import Refused
from shared.web.api import execute, read_only, uuid_of
from shared.web.i18n import gettext
from shared.web.pages import after_change, form_of, loaded, seen
from shared.web.parts import Form
from shared.web.problems import NotFound, say
from shared.work import Stale

pages = Blueprint("matching", __name__, url_prefix="/volunteers")
NEEDS, MATCHES = "needs", "matches"  # the projections that a page must not be behind of
NOTED: dict[str, tuple[type[Schema], Callable[..., Any]]] = {
    "family-consent": (FamilyConsentSchema, commands.hear_family),
    "child-view": (ChildViewSchema, commands.hear_child),
    "start": (OnSchema, commands.start),
    "end": (EndSchema, commands.end),
    "withdrawal": (OnSchema, commands.decline),
}


@pages.get("/matching")
def waiting() -> str:
    """Families who wait for somebody."""
    lines = read_only(lambda work: needs_views.waiting(work, g.who))
    return render_template("volunteers/waiting.html", lines=lines)


@pages.get("/matching/<uuid:case_id>")
def case(case_id: UUID) -> str:
    return _case(case_id)


@pages.post("/matching/<uuid:case_id>/proposals")
def propose_match(case_id: UUID) -> ResponseReturnValue:
    """Propose the person chosen; the list at this moment is kept beside the choice."""
    volunteer_id = uuid_of(request.form.get("volunteer", ""))
    if volunteer_id is None:
        raise NotFound
    read_only(lambda work: needs.need(work, g.who, case_id))
    read_only(lambda work: people.volunteer(work, g.who, volunteer_id))
    try:
        match, _ = execute(lambda work: propose(work, case_id=case_id, volunteer_id=volunteer_id))
    except Refused as refused:
        return _case(case_id, problem=say(refused)), 409
    after_change(NEEDS)
    return redirect(url_for(".match", match_id=match.id), 303)


@pages.get("/matches/<uuid:match_id>")
def match(match_id: UUID) -> str:
    return _match(match_id)


@pages.post("/matches/<uuid:match_id>/volunteer-consent")
def hear_volunteer(match_id: UUID) -> ResponseReturnValue:
    """As the coordinator heard it, or as the support person says on their own page."""
    read_only(lambda work: queries.match(work, g.who, match_id))
    told, wrong = loaded(VolunteerConsentSchema)
    if wrong:
        return _back(match_id, form_of(wrong), 422)
    told.pop("by")
    return _change(match_id, commands.hear_volunteer, told)


@pages.post("/matches/<uuid:match_id>/<any({}):step>".format(", ".join(map(repr, NOTED))))
def note(match_id: UUID, step: str) -> ResponseReturnValue:
    """Write down what was heard or has happened."""
    schema, command = NOTED[step]
    read_only(lambda work: queries.match(work, g.who, match_id))
    told, wrong = loaded(schema)
    if wrong:
        return _back(match_id, form_of(wrong), 422)
    return _change(match_id, command, told)


def _change(
    match_id: UUID, command: Callable[..., Any], told: dict[str, Any]
) -> ResponseReturnValue:
    try:
        execute(lambda work: command(work, match_id, **told, seen=seen()))
    except Refused as refused:
        return _back(match_id, form_of({}), 409, say(refused))
    except Stale:
        said = gettext("Somebody else changed this match meanwhile. Look at it again.")
        return _back(match_id, form_of({}), 409, said)
    after_change(MATCHES)
    return redirect(_home(match_id), 303)


def _home(match_id: UUID) -> str:
    if g.who.has(Role.NGO_COORDINATOR, Role.NGO_WORKER):
        return url_for(".match", match_id=match_id)
    return url_for("me.show")


def _back(match_id: UUID, entries: Form, status: int, problem: str = "") -> ResponseReturnValue:
    """The page that the form was on, with what was typed and what is wrong."""
    if g.who.has(Role.NGO_COORDINATOR, Role.NGO_WORKER):
        return _match(match_id, entries=entries, problem=problem), status
    page = read_only(lambda work: own.own(work, g.who))
    return render_template("volunteers/me.html", page=page, problem=problem), status


def _match(match_id: UUID, *, entries: Form | None = None, problem: str = "") -> str:
    page = read_only(lambda work: views.match(work, g.who, match_id))
    return render_template(
        "volunteers/match.html", page=page, entries=entries or Form(), problem=problem
    )


def _case(case_id: UUID, *, problem: str = "") -> str:
    may = g.who.has(Role.NGO_COORDINATOR)
    page = read_only(lambda work: needs_views.matching(work, g.who, case_id, may_propose=may))
    return render_template("volunteers/matching.html", page=page, problem=problem)
