"""Templates over HTTP: found by the network, asked for by municipalities, begun again elsewhere."""

from typing import Any
from uuid import UUID

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.referral.package_pages.resources import PAGES, ROOT as PACKAGES
from services.referral.package_pages.views import LISTS
from services.referral.package_templates import commands, policy, queries, views
from services.referral.package_templates.schemas import (
    BegunAgainSchema,
    TemplateListSchema,
    TemplateQuery,
    TemplateSchema,
    template_json,
)
from shared.kernel.aggregate import Invalid
from shared.web import paging
from shared.web.api import Blueprint, Created, execute, idempotent, read_only, with_etag
from shared.web.pages import Pages, after_change, blank_form, form_of, loaded
from shared.web.paging import Page, PageRequest
from shared.web.parts import Form
from shared.web.problems import say
from shared.work import Work

api = Blueprint(
    "package_templates_api", "/referral/api/v1/package-templates", "Packages", shows_people=False
)
VERSION = 1  # nothing changes a template
pages = Pages("package_templates", f"{PAGES}/templates", shows_people=False)


@api.get("", may=policy.finds)
@api.arguments(TemplateQuery, location="query")
@api.response(200, TemplateListSchema)
def listed(query: dict[str, Any]) -> ResponseReturnValue:
    """What was kept of packages for others of the network, of one kind or of all."""
    kind = query.pop("kind")

    def read(work: Work) -> Page[dict[str, Any]]:
        shown = queries.listed(work, g.who, kind, PageRequest(**query))
        return paging.shown_as(shown, template_json)

    return paging.answer("templates", read_only(read))


@api.get("/<uuid:template_id>", may=policy.finds)
@api.response(200, TemplateSchema)
def template(template_id: UUID) -> ResponseReturnValue:
    """One template: scope, goals, kinds of sessions, the shape of its budget."""
    kept = read_only(lambda work: queries.template(work, g.who, template_id))
    return with_etag(template_json(kept), VERSION)


@api.post("/<uuid:template_id>/packages", may=policy.begins)
@api.arguments(BegunAgainSchema)
@api.alt_response(201, description="It was begun.")
def begin_again(data: dict[str, Any], template_id: UUID) -> ResponseReturnValue:
    """Begin it again for another municipality, which reads the plan and agrees to it."""

    def make(work: Work) -> Created:
        package_id, version = commands.begin_again(work, g.who, template_id, **data)
        return Created(f"{PACKAGES}/{package_id}", {"id": str(package_id)}, version)

    return idempotent(make)


@pages.get("", may=policy.finds)
def show_list() -> str:
    """What others have kept."""
    kind, cursor = request.args.get("kind", ""), request.args.get("cursor", "")
    page = read_only(lambda work: views.board(work, g.who, kind, cursor))
    return render_template("referral/package_templates.html", page=page)


@pages.get("/<uuid:template_id>", may=policy.finds)
def show(template_id: UUID) -> str:
    """One template, and where it is begun again."""
    page = read_only(lambda work: views.page(work, g.who, template_id))
    return render_template("referral/package_template.html", page=page)


@pages.route("/<uuid:template_id>/new", methods=["GET", "POST"], may=policy.begins)
def begin(template_id: UUID) -> ResponseReturnValue:
    """Begin it again for another municipality."""
    if request.method == "GET":
        kept = read_only(lambda work: views.filled(work, g.who, template_id))
        return _form(template_id, blank_form(BegunAgainSchema, kept))
    data, wrong = loaded(BegunAgainSchema)
    entries = form_of(BegunAgainSchema, wrong)
    if wrong:
        return _form(template_id, entries), 422
    try:
        made, _ = execute(lambda work: commands.begin_again(work, g.who, template_id, **data))
    except Invalid as refused:
        return _form(template_id, entries, say(refused)), 422
    after_change(*LISTS)
    return redirect(url_for("packages.show", package_id=made), 303)


def _form(template_id: UUID, entries: Form, problem: str = "") -> str:
    drawn = read_only(lambda work: views.choices_of_beginning(work, g.who, template_id))
    return render_template(
        "referral/package_request.html", entries=entries, problem=problem, **drawn
    )
