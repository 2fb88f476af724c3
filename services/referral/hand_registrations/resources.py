"""Registering somebody who has called, on a page and over HTTP; the code is handed over once."""

from typing import Any
from uuid import UUID

from flask import Response, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from services.referral.hand_registrations import views
from services.referral.happenings import policy
from services.referral.registration_codes.views import answer
from services.referral.registrations import commands, queries
from services.referral.registrations.schemas import (
    HandRegistrationFormSchema,
    HandRegistrationSchema,
    RegistrationCodeSchema,
)
from services.referral.registrations.views import LISTS
from shared.kernel.aggregate import Invalid, Refused
from shared.web import public_forms, return_codes
from shared.web.api import Blueprint, execute, read_only
from shared.web.i18n import gettext
from shared.web.pages import Pages, after_change, blank_form, form_of, loaded
from shared.web.parts import Form
from shared.web.problems import say
from shared.web.public_forms import KEY
from shared.work import Stale, Work

ROOT = "/referral/api/v1/happening-seats"
RULE = "/<uuid:happening_id>/registrations"
api = Blueprint("hand_registrations_api", ROOT, "Open events")
pages = Pages("hand_registrations", "/referral/happenings")


@api.post(RULE, may=policy.holds)
@api.arguments(HandRegistrationSchema)
@api.alt_response(201, schema=RegistrationCodeSchema, description="They are registered.")
def register(data: dict[str, Any], happening_id: UUID) -> Response:
    """Register somebody who has called; the answer holds the code that they come back with."""

    def act(work: Work, key: str) -> UUID:
        queries.seats(work, g.who, happening_id)
        _, registration_id = commands.register(work, key, happening_id, by_host=True, **data)
        return registration_id

    return answer(act, str(g.who.id), f"{ROOT}/{happening_id}/registrations")


@pages.get(f"{RULE}/new", may=policy.holds)
def show(happening_id: UUID) -> str:
    """What to ask whoever has called."""
    filled = {KEY: public_forms.new_key(), "people": 1}
    return _form(happening_id, blank_form(HandRegistrationFormSchema, filled))


@pages.post(f"{RULE}/new", may=policy.holds)
def send(happening_id: UUID) -> ResponseReturnValue:
    """Register them, and show the code to hand over."""
    data, wrong = loaded(HandRegistrationFormSchema)
    entries = form_of(HandRegistrationFormSchema, wrong)
    key = public_forms.key_of(data.pop(KEY, ""))
    if wrong or not key:
        return _form(happening_id, entries), 422

    def act(work: Work) -> str:
        queries.seats(work, g.who, happening_id)
        code, _ = commands.register(work, key, happening_id, by_host=True, **data)
        return code

    try:
        code = execute(act)
    except Stale:
        slower = gettext("Many are registering at this moment. Press once more.")
        return _form(happening_id, entries, slower), 409
    except Refused as no:
        return _form(happening_id, entries, say(no)), 422 if isinstance(no, Invalid) else 409
    after_change(*LISTS)
    address = url_for("public_registrations.follow", code=return_codes.in_groups(code), new=1)
    return redirect(address, 303)


def _form(happening_id: UUID, entries: Form, problem: str = "") -> str:
    page = read_only(lambda work: views.form(work, g.who, happening_id))
    return render_template(
        "referral/registration_by_hand.html", page=page, entries=entries, problem=problem
    )
