"""Support persons over HTTP: the table of steps, the register, and the page of one person."""

from typing import Any
from uuid import UUID

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.common.codes import Role
from services.volunteers.fields import OnSchema
from services.volunteers.people import (
    applying,
    approving,
    board as boards,
    commands,
    policy,
    queries,
    views,
)
from services.volunteers.people.domain import Volunteer
from services.volunteers.people.queries import VolunteerView
from services.volunteers.people.resource import as_json
from services.volunteers.people.schemas import (
    ApplicationSchema,
    ApprovalSchema,
    EndingSchema,
    ExtractCheckSchema,
    InterviewSchema,
    PersonSchema,
    ReferencesSchema,
    SignInSchema,
    TrainingSchema,
    VettingConsentSchema,
    VolunteerListSchema,
    VolunteerQuery,
    VolunteerSchema,
)
from shared.kernel.aggregate import Refused
from shared.web.api import Blueprint, Created, look, once, perform
from shared.web.changes import Change, Changes
from shared.web.form_page import FormPage
from shared.web.i18n import gettext
from shared.web.pages import Pages, after_change, form_of, loaded
from shared.web.paging import Asked
from shared.web.parts import Form
from shared.web.problems import say
from shared.work import Work

ROOT = "/volunteers/api/v1/volunteers"
api = Blueprint("volunteers_api", ROOT, "Support persons")
pages = Pages("people", "/volunteers")


def link_sign_in(work: Work, volunteer_id: UUID, *, person: UUID) -> None:
    """Say as which of the organisation's people they sign in."""
    queries.person(work, g.who, person)
    commands.sign_in_as(work, volunteer_id, person=person)


changes = Changes[VolunteerView, Volunteer](
    [
        Change("", commands.describe, PersonSchema, policy.coordinates, has_form=False),
        Change("interview", commands.interview, InterviewSchema, policy.coordinates),
        Change("references", commands.receive_references, ReferencesSchema, policy.coordinates),
        Change("training", commands.train, TrainingSchema, policy.coordinates),
        Change("consent", approving.consent_to_vetting, VettingConsentSchema, policy.coordinates),
        Change("consent-withdrawal", approving.withdraw_consent, OnSchema, policy.coordinates),
        Change("extract-check", approving.check_extract, ExtractCheckSchema, policy.checks),
        Change("approval", approving.approve, ApprovalSchema, policy.coordinates),
        Change("ending", approving.end, EndingSchema, policy.coordinates),
        Change("pause", commands.pause, OnSchema, policy.coordinates),
        Change("return", commands.come_back, OnSchema, policy.coordinates),
        Change("sign-in", link_sign_in, SignInSchema, policy.coordinates),
    ],
    thing=Volunteer,
    key="volunteer_id",
    read=queries.volunteer,
    state=lambda view: view.volunteer,
)


@api.post("", may=policy.coordinates)
@api.arguments(ApplicationSchema)
@api.alt_response(201, schema=VolunteerSchema)
def apply(data: dict[str, Any]) -> ResponseReturnValue:
    """Write an applicant into the own organisation's register."""

    def make(work: Work) -> Created:
        volunteer_id, version = _apply(work, data)
        body = {"id": str(volunteer_id), "status": "applicant"}
        return Created(f"{ROOT}/{volunteer_id}", body, version)

    return once(make)


@api.get("", may=policy.reads)
@api.arguments(VolunteerQuery, location="query")
@api.response(200, VolunteerListSchema)
def search(data: dict[str, Any]) -> dict[str, Any]:
    """The own organisation's support persons; `status` narrows it."""
    part = Asked(data["limit"], data["cursor"])
    shown = look(lambda work: queries.listed(work, g.who, status=data["status"], asked=part))
    return {"volunteers": [as_json(view) for view in shown.items], "next": shown.next}


@pages.get("/", may=policy.reads)
def board() -> ResponseReturnValue:
    """The way from applicant to active; a support person's own page for who is one."""
    if not g.who.has(Role.NGO_COORDINATOR, Role.NGO_WORKER, Role.VETTING_CONTACT):
        return redirect(url_for("me.own"))
    chosen = {name: request.args.get(name, "") for name in ("stage", "cursor")}
    page = look(lambda work: boards.board(work, g.who, **chosen))
    return render_template("volunteers/board.html", page=page)


@pages.get("/people/new", may=policy.coordinates)
def new() -> ResponseReturnValue:
    """The form for somebody who wants to become a support person."""
    return _application(Form.of({"capacity": "1", "languages": ["fi"]}))


@pages.post("/people/new", may=policy.coordinates)
def write_down() -> ResponseReturnValue:
    """Write somebody down who wants to become a support person."""
    data, wrong = loaded(ApplicationSchema)
    if wrong:
        return _application(form_of(wrong)), 422
    try:
        volunteer_id, _ = perform(lambda work: _apply(work, data))
    except Refused as problem:
        return _application(form_of({}), problem=say(problem)), 409
    after_change("volunteers")
    return redirect(url_for(".show", volunteer_id=volunteer_id), 303)


@pages.get("/people/<uuid:volunteer_id>", may=policy.reads)
def show(volunteer_id: UUID) -> str:
    """One person with the next step."""
    return _page(volunteer_id, Form(), "")


def _apply(work: Work, data: dict[str, Any]) -> tuple[UUID, int]:
    facts = dict(data)
    sign_in, on = facts.pop("sign_in"), facts.pop("on")
    with work.dated(on):
        volunteer, version = commands.apply(work, organisation=g.who.organisation, **facts)
    if sign_in:
        person = queries.person_called(work, g.who, sign_in)
        volunteer, version = commands.sign_in_as(work, volunteer.id, person=person)
    return volunteer.id, version


def _page(volunteer_id: UUID, entries: Form, problem: str) -> str:
    page = look(lambda work: views.person(work, g.who, volunteer_id))
    return render_template("volunteers/person.html", page=page, entries=entries, problem=problem)


def _application(entries: Form, *, problem: str = "") -> str:
    page = look(lambda work: applying.form(work, g.who))
    return render_template("volunteers/new.html", page=page, entries=entries, problem=problem)


changes.serve(api, may=policy.reads, schema=VolunteerSchema, body=lambda _, view: as_json(view))
changes.serve_pages(
    pages,
    "/people/<uuid:volunteer_id>",
    FormPage(
        _page,
        home=lambda volunteer_id: url_for("people.show", volunteer_id=volunteer_id),
        lists=("volunteers",),
        changed_meanwhile=lambda: gettext(
            "Somebody else changed this person's record meanwhile. Look at it again."
        ),
        say=views.why_not,
    ),
)
