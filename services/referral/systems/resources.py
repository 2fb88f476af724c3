"""Systems on pages: the list, one system with its proofs, and a new secret shown this once."""

from uuid import UUID

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.referral.clients import commands, policy, queries
from services.referral.clients.domain import Client
from services.referral.clients.resources import changes_of_clients
from services.referral.systems import views
from services.referral.systems.commands import add_key
from services.referral.systems.schemas import KeyTextSchema, RegistrationSchema
from shared.kernel.aggregate import Invalid, Refused
from shared.web.access_log import note_access
from shared.web.api import execute, read_only
from shared.web.changes import Change
from shared.web.form_page import FormPage
from shared.web.i18n import gettext
from shared.web.pages import Pages, after_change, blank_form, form_of, loaded, seen
from shared.web.parts import Form, Forms
from shared.web.problems import say
from shared.work import Stale, Work

pages = Pages("systems", "/referral/systems")
changes = changes_of_clients(Change("key", add_key, KeyTextSchema, policy.registers))


@pages.get("", may=policy.registers)
def listed() -> str:
    """Every system that calls, and when it did so last."""
    return render_template(
        "referral/systems.html", lines=read_only(lambda work: views.listed(work, g.who))
    )


@pages.route("/new", methods=["GET", "POST"], may=policy.registers)
def register() -> ResponseReturnValue:
    """Register a system that calls in its organisation's name."""
    if request.method == "GET":
        return _form(blank_form(RegistrationSchema))
    data, wrong = loaded(RegistrationSchema)
    entries = form_of(RegistrationSchema, wrong)
    if wrong:
        return _form(entries), 422
    try:
        client_id = execute(lambda work: commands.register_client(work, **data))
    except Refused as refused:
        return _form(entries, say(refused)), 422 if isinstance(refused, Invalid) else 409
    after_change("people")
    return redirect(url_for("systems.show", client_id=client_id), 303)


@pages.get("/<uuid:client_id>", may=policy.registers)
def show(client_id: UUID) -> str:
    """One system: what it proves itself by, and what can be done about that."""
    return _page(client_id, changes.forms(), "")


@pages.post("/<uuid:client_id>/secret", may=policy.registers)
def secret(client_id: UUID) -> ResponseReturnValue:
    """Draw a secret; the answer alone shows it."""
    note_access(Client(client_id))

    def act(work: Work) -> commands.NewSecret:
        queries.client(work, g.who, client_id)
        work.expect(Client(client_id), seen())
        return commands.draw_secret(work, client_id)

    try:
        new = execute(act)
    except Refused as refused:
        return _page(client_id, changes.forms(), say(refused)), 409
    except Stale:
        return _page(client_id, changes.forms(), _changed_meanwhile()), 409
    after_change("client_secrets")
    return _page(client_id, changes.forms(), "", new=new.text)


def _form(entries: Form, problem: str = "") -> str:
    choices = read_only(views.organisations)
    return render_template(
        "referral/system_new.html", entries=entries, problem=problem, organisations=choices
    )


def _page(client_id: UUID, forms: Forms, problem: str, *, new: str = "") -> str:
    page = read_only(lambda work: views.system(work, g.who, client_id))
    return render_template("referral/system.html", page=page, forms=forms, problem=problem, new=new)


def _changed_meanwhile() -> str:
    return gettext("Somebody else has changed this system meanwhile. Look at it again.")


changes.serve_pages(
    pages,
    "/<uuid:client_id>",
    FormPage(
        _page,
        home=lambda client_id: url_for("systems.show", client_id=client_id),
        lists=("client_keys", "client_secrets", "people"),
        changed_meanwhile=_changed_meanwhile,
    ),
)
