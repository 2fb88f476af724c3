"""Organisations over HTTP and on pages: the list, each with its history, and their forms."""

from typing import Any
from uuid import UUID

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.referral.access.schemas import NothingSchema
from services.referral.directory.domain import Organisation
from services.referral.directory.schemas import OrganisationSchema
from services.referral.organisations import commands, policy, queries, views
from services.referral.organisations.queries import OrganisationView
from services.referral.organisations.schemas import (
    NewOrganisationSchema,
    OrganisationContactSchema,
    OrganisationKindSchema,
    OrganisationNamesSchema,
)
from shared.kernel.aggregate import Invalid, Refused
from shared.web.api import Blueprint, Created, execute, idempotent, read_only
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.i18n import N_
from shared.web.own_form import OwnForm
from shared.web.pages import Pages, after_change, blank_form, form_of, loaded
from shared.web.parts import Form
from shared.web.problems import say
from shared.work import Work

ROOT = "/referral/api/v1/organisations"
api = Blueprint("organisations_api", ROOT, "Organisations", shows_people=False)
pages = Pages("organisations", "/referral/directory/organisations", shows_people=False)

changes = Changes[OrganisationView, Organisation](
    [
        Change(
            "contact",
            commands.give_contact,
            OrganisationContactSchema,
            policy.administers,
            form=views.form(N_("How the organisation is reached"), "phone", "email", "address"),
        ),
        Change(
            "names",
            commands.rename,
            OrganisationNamesSchema,
            policy.administers,
            form=views.form(N_("What the organisation is called"), "name", "name_sv", "name_en"),
        ),
        Change(
            "kind",
            commands.give_kind,
            OrganisationKindSchema,
            policy.keeps_region,
            form=views.form(N_("What kind of organisation it is"), "kind", "area"),
        ),
        Change(
            "leaving",
            commands.leave,
            NothingSchema,
            policy.keeps_region,
            form=OwnForm("referral/organisation_leaving.html", views.draw_leaving),
        ),
        Change(
            "return",
            commands.come_back,
            NothingSchema,
            policy.keeps_region,
            form=OwnForm("referral/organisation_return.html"),
        ),
    ],
    thing=Organisation,
    key="organisation_id",
    read=queries.organisation,
    state=lambda view: view.organisation,
)


@api.post("", may=policy.lists)
@api.arguments(NewOrganisationSchema)
@api.alt_response(201, description="It was registered.")
def add(data: dict[str, Any]) -> ResponseReturnValue:
    """Register an organisation; the region's administrator does."""
    policy.check_of_region(g.who)

    def make(work: Work) -> Created:
        organisation_id = commands.register(work, **data)
        version = queries.organisation(work, g.who, organisation_id).version
        return Created(f"{ROOT}/{organisation_id}", {"id": str(organisation_id)}, version)

    return idempotent(make)


@pages.get("", may=policy.lists)
def listed() -> str:
    """Every organisation, or one's own."""
    text, kind = request.args.get("text", ""), request.args.get("kind", "")
    lines = read_only(lambda work: views.organisations(work, g.who, text=text, kind=kind))
    entries = blank_form(NewOrganisationSchema, {"text": text, "kind": kind})
    return render_template(
        "referral/organisations.html",
        lines=lines,
        entries=entries,
        kinds=views.kinds(),
        is_region=g.who.organisation is None,
    )


@pages.route("/new", methods=["GET", "POST"], may=policy.lists)
def register() -> ResponseReturnValue:
    """Register an organisation."""
    policy.check_of_region(g.who)
    if request.method == "GET":
        return _form(blank_form(NewOrganisationSchema))
    data, wrong = loaded(NewOrganisationSchema)
    entries = form_of(NewOrganisationSchema, wrong)
    if wrong:
        return _form(entries), 422
    try:
        organisation_id = execute(lambda work: commands.register(work, **data))
    except Refused as refused:
        return _form(entries, say(refused)), 422 if isinstance(refused, Invalid) else 409
    after_change("catalogue")
    return redirect(url_for("organisations.show", organisation_id=organisation_id), 303)


@pages.get("/<uuid:organisation_id>", may=policy.administers)
def show(organisation_id: UUID) -> str:
    """One organisation: what is told of it, what hangs on it, and who changed what when."""
    page = read_only(lambda work: views.organisation(work, g.who, organisation_id))
    return render_template("referral/organisation_page.html", page=page)


def _form(entries: Form, problem: str = "") -> str:
    return render_template(
        "referral/organisation_new.html",
        entries=entries,
        problem=problem,
        kinds=views.kinds(),
        places=views.places(),
    )


changes.serve(
    api,
    may=policy.reads,
    schema=OrganisationSchema,
    body=lambda _, view: queries.as_json(view),
)
serve_forms(changes, pages, "/<uuid:organisation_id>", views.forms)
