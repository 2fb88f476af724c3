"""The public application of support persons, and what its code leads to. Nobody signs in here."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.volunteers.applying import commands, queries, views
from services.volunteers.applying.schemas import CodeSchema, OwnApplicationSchema
from shared.kernel.aggregate import Invalid, NotFound, Refused
from shared.web import public_forms, return_codes
from shared.web.api import read_only, service
from shared.web.i18n import gettext, language
from shared.web.pages import after_change, blank_form, form_of, loaded
from shared.web.parts import Form
from shared.web.problems import say
from shared.web.public_forms import ANYBODY, KEY, PublicPages
from shared.web.rates import take_guess, take_public
from shared.work import Actor, Work

APPLICANT = "applicant"  # in whose name the events are written
pages = PublicPages("applying", "/volunteers/apply")


@pages.get("", may=ANYBODY)
def show() -> str:
    """Every role, and the way back to an application."""
    return _front(blank_form(CodeSchema))


@pages.post("/return", may=ANYBODY)
def come_back() -> ResponseReturnValue:
    """To where a typed code leads."""
    data, wrong = loaded(CodeSchema)
    if wrong:
        return _front(form_of(CodeSchema, wrong)), 422
    try:
        read_only(lambda work: queries.by_code(work, data["code"]))
    except NotFound:
        take_guess()
        text = gettext("No application has this code. Check each letter and number.")
        return _front(form_of(CodeSchema, {"code": [text]})), 422
    code = return_codes.in_groups(return_codes.read_code(data["code"]))
    return redirect(url_for(".follow", code=code), 303)


@pages.get("/<code>", may=ANYBODY)
def apply(code: str) -> str:
    """What a role asks, before anybody writes anything; then the form."""
    return _form(code, blank_form(OwnApplicationSchema, {KEY: public_forms.new_key()}))


@pages.post("/<code>", may=ANYBODY)
def send(code: str) -> ResponseReturnValue:
    """Take the application in."""
    data, wrong = loaded(OwnApplicationSchema)
    entries = form_of(OwnApplicationSchema, {**wrong, **public_forms.trapped()})
    role = read_only(lambda work: queries.role(work, code))
    key = public_forms.key_of(request.form.get(KEY, ""))
    if entries.errors or not key:
        return _form(code, entries), 422
    take_public()
    try:
        made = _in_their_name(
            role.organisation.id,
            lambda work: commands.apply(
                work,
                key,
                role.programme,
                organisation=role.organisation.id,
                language=language(),
                **data,
            ),
        )
    except Refused as refused:
        return _refused(code, entries, refused)
    after_change("volunteers")
    address = url_for(".follow", code=return_codes.in_groups(made), new=1)
    return redirect(address, 303)


@pages.get("/status/<code>", may=ANYBODY)
def follow(code: str) -> str:
    """How far the application is."""
    try:
        page = read_only(lambda work: views.application(work, code))
    except NotFound:
        take_guess()
        raise
    return render_template("volunteers/own_progress.html", page=page, is_new="new" in request.args)


@pages.post("/status/<code>/withdrawal", may=ANYBODY)
def withdraw(code: str) -> ResponseReturnValue:
    """Take the application back."""
    try:
        received, _ = read_only(lambda work: queries.by_code(work, code))
    except NotFound:
        take_guess()
        raise
    take_public()
    _in_their_name(
        received.organisation, lambda work: commands.withdraw(work, received.volunteer_id)
    )
    after_change("volunteers")
    return redirect(url_for(".follow", code=code), 303)


def _refused(code: str, entries: Form, refused: Refused) -> ResponseReturnValue:
    status = 422 if isinstance(refused, Invalid) else 409
    if refused.field:
        wrong = form_of(OwnApplicationSchema, {refused.field: [say(refused)]})
        return _form(code, wrong), status
    return _form(code, entries, problem=say(refused)), status


def _in_their_name(organisation: UUID, act: Callable[[Work], Any]) -> Any:
    """Run a command for the applicant, on the rows of the organisation that they apply to."""
    return service().execute(act, Actor(APPLICANT, organisation))


def _front(entries: Form) -> str:
    roles = read_only(views.roles)
    return render_template("volunteers/own_roles.html", roles=roles, entries=entries)


def _form(code: str, entries: Form, *, problem: str = "") -> str:
    page = read_only(lambda work: views.role(work, code))
    return render_template(
        "volunteers/own_application.html",
        page=page,
        code=code,
        entries=entries,
        problem=problem,
        is_trapped=public_forms.TRAP in entries.errors,
    )
