"""Somebody becomes an applicant: by API or on a form."""

from typing import Any
from uuid import UUID

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from services.volunteers.applications import commands as applications, views
from services.volunteers.people import commands, policy, queries
from services.volunteers.people.schemas import ApplicationSchema, AppliedSchema
from services.volunteers.register.resources import ROOT
from shared.kernel.aggregate import Refused
from shared.web.api import Blueprint, Created, execute, idempotent, read_only
from shared.web.pages import Pages, after_change, blank_form, form_of, loaded
from shared.web.parts import Form
from shared.web.problems import say
from shared.work import Work

api = Blueprint("applications_api", ROOT, "Support persons")
pages = Pages("applications", "/volunteers/people")


@api.post("", may=policy.coordinates)
@api.arguments(ApplicationSchema)
@api.alt_response(201, schema=AppliedSchema)
def apply(data: dict[str, Any]) -> ResponseReturnValue:
    """Write an applicant into the own organisation's register.

    Who seems to be there already is named in `already_here`; with `another_person` false it is
    refused instead.
    """

    def make(work: Work) -> Created:
        says_nothing = data["another_person"] is None
        double = _double(work, data) if says_nothing else None
        values = data | {"another_person": True} if says_nothing else data
        volunteer_id, version = _apply(work, values)
        body = {"id": str(volunteer_id), "status": "applicant"}
        body |= {"already_here": str(double)} if double else {}
        return Created(f"{ROOT}/{volunteer_id}", body, version)

    return idempotent(make)


@pages.get("/new", may=policy.coordinates)
def new() -> ResponseReturnValue:
    """The form for somebody who wants to become a support person."""
    return _application(blank_form(ApplicationSchema, {"capacity": "1"}))


@pages.post("/new", may=policy.coordinates)
def write_down() -> ResponseReturnValue:
    """Write somebody down who wants to become a support person."""
    data, wrong = loaded(ApplicationSchema)
    if wrong:
        return _application(form_of(ApplicationSchema, wrong)), 422
    try:
        volunteer_id, _ = execute(lambda work: _apply(work, data))
    except Refused as problem:
        already = problem.more.get("volunteer", "") if problem.code == "already_here" else ""
        entries = form_of(ApplicationSchema)
        return _application(entries, problem=say(problem), already=already), 409
    after_change("volunteers")
    return redirect(url_for("people.show", volunteer_id=volunteer_id), 303)


def _apply(work: Work, data: dict[str, Any]) -> tuple[UUID, int]:
    facts = dict(data)
    sign_in, on = facts.pop("sign_in"), facts.pop("on")
    if not facts.pop("another_person"):
        applications.must_be_new(_double(work, data))
    with work.dated(on):
        volunteer, version = commands.apply(work, organisation=g.who.organisation, **facts)
    if sign_in:
        person = queries.person_called(work, g.who, sign_in)
        volunteer, version = commands.sign_in_as(work, volunteer.id, person=person)
    return volunteer.id, version


def _double(work: Work, data: dict[str, Any]) -> UUID | None:
    return applications.already_here(work, g.who.organisation, data["details"])


def _application(entries: Form, *, problem: str = "", already: str = "") -> str:
    page = read_only(lambda work: views.form(work, g.who))
    return render_template(
        "volunteers/new.html",
        page=page,
        entries=entries,
        problem=problem,
        already_href=url_for("people.show", volunteer_id=already) if already else "",
    )
