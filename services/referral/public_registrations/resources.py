"""The public form of registration, and somebody's own registration. Nobody signs in here."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.common.calendars.making import TYPE
from services.referral.happenings.domain import Happening
from services.referral.public_registrations import views
from services.referral.registrations import commands, queries
from services.referral.registrations.schemas import (
    PartySchema,
    PublicRegistrationSchema,
    ReturnToRegistrationSchema,
)
from shared.kernel.aggregate import Invalid, NotFound, Refused
from shared.web import public_forms, return_codes
from shared.web.api import read_only, service
from shared.web.i18n import gettext
from shared.web.pages import after_change, blank_form, form_of, loaded
from shared.web.parts import Form
from shared.web.problems import say
from shared.web.public_forms import ANYBODY, KEY, PublicPages
from shared.web.rates import take_guess, take_public
from shared.work import Actor, Stale, Work

FAMILY = "family"  # in whose name the events are written
EVENT = "/<uuid:happening_id>/registration"
pages = PublicPages("public_registrations", "/referral/open-events")


@pages.get(EVENT, may=ANYBODY)
def register(happening_id: UUID) -> str:
    """What it is, and what we need to know."""
    filled = {KEY: public_forms.new_key(), "people": 1}
    return _form(happening_id, blank_form(PublicRegistrationSchema, filled))


@pages.post(EVENT, may=ANYBODY, endpoint="send")
def send(happening_id: UUID) -> ResponseReturnValue:
    """Register, and show the code with which it is changed or cancelled."""
    data, wrong = loaded(PublicRegistrationSchema)
    entries = form_of(PublicRegistrationSchema, {**wrong, **public_forms.trapped()})
    key = public_forms.key_of(data.pop(KEY, ""))
    if entries.errors or not key:
        return _form(happening_id, entries), 422
    take_public()
    plan = read_only(lambda work: work.load(Happening(happening_id))[0].plan_of_today)
    try:
        code, _ = _in_their_name(
            plan.organisation, lambda work: commands.register(work, key, happening_id, **data)
        )
    except (Refused, Stale) as no:
        return _form(happening_id, entries, _reason(no)), 422 if isinstance(no, Invalid) else 409
    after_change("registrations")
    return redirect(url_for(".follow", code=return_codes.in_groups(code), new=1), 303)


@pages.route("/registration", methods=["GET", "POST"], may=ANYBODY)
def come_back() -> ResponseReturnValue:
    """To where a typed code leads."""
    if request.method == "GET":
        return _return(blank_form(ReturnToRegistrationSchema))
    data, wrong = loaded(ReturnToRegistrationSchema)
    if wrong:
        return _return(form_of(ReturnToRegistrationSchema, wrong)), 422
    try:
        read_only(lambda work: queries.by_code(work, data["code"]))
    except NotFound:
        take_guess()
        unknown = {"code": [gettext("No registration has this code. Check it once more.")]}
        return _return(form_of(ReturnToRegistrationSchema, unknown)), 422
    code = return_codes.in_groups(return_codes.read_code(data["code"]))
    return redirect(url_for(".follow", code=code), 303)


@pages.get("/registration/<code>", may=ANYBODY)
def follow(code: str) -> str:
    """When and where, whether there is a seat, and how to change or cancel it."""
    return _own(code, None)


@pages.get("/registration/<code>/calendar.ics", may=ANYBODY)
def calendar(code: str) -> Response:
    """The times as a file for one's own calendar."""
    body = read_only(lambda work: views.calendar(work, _view(work, code)))
    answer = make_response(body)
    answer.headers["Content-Type"] = f"{TYPE}; charset=utf-8"
    answer.headers["Content-Disposition"] = 'attachment; filename="rinnalla.ics"'
    return answer


@pages.post("/registration/<code>/people", may=ANYBODY)
def resize(code: str) -> ResponseReturnValue:
    """Come with more or fewer people."""
    data, wrong = loaded(PartySchema)
    entries = form_of(PartySchema, {**wrong, **public_forms.trapped()})
    return _act(code, entries, lambda work, key: commands.resize(work, key, **data))


@pages.post("/registration/<code>/cancellation", may=ANYBODY)
def cancel(code: str) -> ResponseReturnValue:
    """Give the seats up."""
    return _act(code, None, lambda work, key: commands.withdraw(work, key))


def _act(code: str, entries: Form | None, act: Callable[[Work, UUID], None]) -> ResponseReturnValue:
    """Do what a form of somebody's own page asks for, or show it again with what is wrong."""
    registration = read_only(lambda work: _view(work, code)).registration
    if entries is not None and entries.errors:
        return _own(code, entries), 422
    take_public()
    try:
        _in_their_name(registration.first.organisation, lambda work: act(work, registration.id))
    except (Refused, Stale) as no:
        return _own(code, entries, _reason(no)), 422 if isinstance(no, Invalid) else 409
    after_change("registrations")
    return redirect(url_for(".follow", code=code), 303)


def _reason(no: Refused | Stale) -> str:
    """Why not; many may press in the same second, and whoever was slower presses again."""
    if isinstance(no, Stale):
        return gettext("Many are registering at this moment. Press once more.")
    return say(no)


def _view(work: Work, code: str) -> queries.RegistrationView:
    """What the code leads to; a wrong one is counted."""
    try:
        return queries.by_code(work, code)
    except NotFound:
        take_guess()
        raise


def _in_their_name(organisation: UUID, act: Callable[[Work], Any]) -> Any:
    """Run a command for them, on the rows of the organisation that holds the event."""
    return service().execute(act, Actor(FAMILY, organisation))


def _form(happening_id: UUID, entries: Form, problem: str = "") -> str:
    page = read_only(lambda work: views.form(work, happening_id))
    trapped = public_forms.TRAP in entries.errors
    return render_template(
        "referral/registration_new.html",
        page=page,
        entries=entries,
        problem=problem,
        is_trapped=trapped,
    )


def _return(entries: Form) -> str:
    return render_template("referral/registration_return.html", entries=entries)


def _own(code: str, entries: Form | None, problem: str = "") -> str:
    page = read_only(lambda work: views.own(_view(work, code), code, work))
    return render_template(
        "referral/registration_own.html",
        page=page,
        entries=entries or blank_form(PartySchema, {"people": page.people}),
        problem=problem,
        is_new="new" in request.args,
    )
