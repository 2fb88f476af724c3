"""The pages of support persons: the pipeline, one person with the next step, a new applicant."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from services.common.codes import Role
from services.volunteers.fields import OnSchema
from services.volunteers.people import (
    applying,
    approving,
    board as boards,
    commands,
    queries,
    views,
)
from services.volunteers.people.schemas import (
    ApplicationSchema,
    ApprovalSchema,
    EndingSchema,
    ExtractCheckSchema,
    InterviewSchema,
    ReferencesSchema,
    SignInSchema,
    TrainingSchema,
    VettingConsentSchema,
)
from shared.kernel.aggregate import Refused
from shared.web.api import execute, read_only
from shared.web.i18n import gettext
from shared.web.pages import after_change, form_of, loaded, seen
from shared.web.parts import Form
from shared.web.problems import say
from shared.work import Stale

pages = Blueprint("people", __name__, url_prefix="/volunteers")
LIST = "volunteers"  # the projection that a page must not be behind of
NOTED: dict[str, tuple[type[Schema], Callable[..., Any]]] = {  # by the coordinator
    "interview": (InterviewSchema, commands.interview),
    "references": (ReferencesSchema, commands.receive_references),
    "training": (TrainingSchema, commands.train),
    "consent": (VettingConsentSchema, approving.consent_to_vetting),
    "consent-withdrawal": (OnSchema, approving.withdraw_consent),
    "approval": (ApprovalSchema, approving.approve),
    "ending": (EndingSchema, approving.end),
    "pause": (OnSchema, commands.pause),
    "return": (OnSchema, commands.come_back),
    "sign-in": (SignInSchema, commands.sign_in_as),
}


@pages.get("/")
def board() -> ResponseReturnValue:
    """The way from applicant to active; a support person's own page for who is one."""
    if not g.who.has(Role.NGO_COORDINATOR, Role.NGO_WORKER, Role.VETTING_CONTACT):
        return redirect(url_for("me.show"))
    asked = {name: request.args.get(name, "") for name in ("stage", "cursor")}
    page = read_only(lambda work: boards.board(work, g.who, **asked))
    return render_template("volunteers/board.html", page=page)


@pages.route("/people/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Write down somebody who wants to become a support person."""
    if request.method == "GET":
        return _application(Form.of({"capacity": "1", "languages": ["fi"]}))
    told, wrong = loaded(ApplicationSchema)
    if wrong:
        return _application(form_of(wrong)), 422
    told.pop("sign_in")
    try:
        volunteer, _ = execute(
            lambda work: commands.apply(work, organisation=g.who.organisation, **told)
        )
    except Refused as problem:
        return _application(form_of({}), problem=say(problem)), 409
    after_change(LIST)
    return redirect(url_for(".show", volunteer_id=volunteer.id), 303)


@pages.get("/people/<uuid:volunteer_id>")
def show(volunteer_id: UUID) -> str:
    return _page(volunteer_id)


@pages.post("/people/<uuid:volunteer_id>/extract-check")
def check_extract(volunteer_id: UUID) -> ResponseReturnValue:
    return _note(volunteer_id, ExtractCheckSchema, approving.check_extract)


@pages.post("/people/<uuid:volunteer_id>/<any({}):step>".format(", ".join(map(repr, NOTED))))
def note(volunteer_id: UUID, step: str) -> ResponseReturnValue:
    """Write down a step of the way."""
    schema, command = NOTED[step]
    return _note(volunteer_id, schema, command)


def _note(
    volunteer_id: UUID, schema: type[Schema], command: Callable[..., Any]
) -> ResponseReturnValue:
    """Run a command; a refusal shows the page again with what was typed and why not."""
    read_only(lambda work: queries.volunteer(work, g.who, volunteer_id))
    told, wrong = loaded(schema)
    if wrong:
        return _page(volunteer_id, entries=form_of(wrong)), 422
    try:
        if "person" in told:
            read_only(lambda work: queries.person(work, g.who, told["person"]))
        execute(lambda work: command(work, volunteer_id, **told, seen=seen()))
    except Refused as refused:
        said = views.why_not(refused)
        return _page(volunteer_id, entries=form_of({}), problem=said), 409
    except Stale:
        said = gettext("Somebody else changed this person's record meanwhile. Look at it again.")
        return _page(volunteer_id, entries=form_of({}), problem=said), 409
    after_change(LIST)
    return redirect(url_for(".show", volunteer_id=volunteer_id), 303)


def _page(volunteer_id: UUID, *, entries: Form | None = None, problem: str = "") -> str:
    page = read_only(lambda work: views.person(work, g.who, volunteer_id))
    return render_template(
        "volunteers/person.html", page=page, entries=entries or Form(), problem=problem
    )


def _application(entries: Form, *, problem: str = "") -> str:
    page = read_only(lambda work: applying.form(work, g.who))
    return render_template("volunteers/new.html", page=page, entries=entries, problem=problem)
