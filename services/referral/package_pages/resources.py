"""Packages over HTTP: asked for by municipalities, taken and agreed to by organisations."""

from typing import Any
from uuid import UUID

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.referral.access.schemas import NothingSchema
from services.referral.package_pages import views
from services.referral.packages import commands, policy, queries
from services.referral.packages.domain import Package
from services.referral.packages.policy import PackageView
from services.referral.packages.schemas import (
    EditionSchema,
    PackageListSchema,
    PackageReasonSchema,
    PackageRequestSchema,
    PackageSchema,
    PackageTermsSchema,
    as_json,
    listed_json,
)
from shared.web import beginning, paging
from shared.web.api import Blueprint, read_only
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.form_page import FormPage
from shared.web.i18n import gettext
from shared.web.pages import Pages
from shared.web.paging import Page, PageRequest, WholeQuery
from shared.web.parts import Form, Forms
from shared.work import Work

ROOT = "/referral/api/v1/packages"
PAGES = "/referral/professionals/packages"
api = Blueprint("packages_api", ROOT, "Packages", shows_people=False)
pages = Pages("packages", PAGES, shows_people=False)

changes = Changes[PackageView, PackageView](
    [
        Change(
            "request", commands.ask_anew, PackageTermsSchema, policy.is_askers, form=views.REQUEST
        ),
        Change("taking", commands.take, NothingSchema, policy.takes),
        Change("return", commands.give_back, PackageReasonSchema, policy.agrees_as_lead),
        Change("approval", commands.approve, EditionSchema, policy.agrees),
        Change("partner-agreement", commands.join, EditionSchema, policy.is_partner),
        Change("partner-refusal", commands.decline, PackageReasonSchema, policy.is_partner),
        Change("cancellation", commands.cancel, PackageReasonSchema, policy.agrees),
    ],
    thing=Package,
    key="package_id",
    read=queries.package,
    state=lambda view: view,
)


@api.get("", may=policy.lists)
@api.arguments(WholeQuery, location="query")
@api.response(200, PackageListSchema)
def listed(query: dict[str, Any]) -> ResponseReturnValue:
    """One's own packages, and those that wait for an organisation of the network."""

    def read(work: Work) -> Page[dict[str, Any]]:
        return paging.shown_as(queries.listed(work, g.who, PageRequest(**query)), listed_json)

    return paging.answer("packages", read_only(read))


@api.post("", may=policy.asks)
@api.arguments(PackageRequestSchema)
@api.alt_response(201, description="It was asked for.")
def ask(data: dict[str, Any]) -> ResponseReturnValue:
    """Ask the network for help made to measure; a template says how it was done before."""
    return beginning.by_program(ROOT, lambda work: commands.ask(work, **data))


@pages.get("", may=policy.lists)
def show_list() -> str:
    """One's own packages, and those that wait for an organisation."""
    page = read_only(lambda work: views.board(work, g.who, request.args.get("cursor", "")))
    return render_template("referral/packages.html", page=page)


@pages.route("/new", methods=["GET", "POST"], may=policy.asks)
def ask_new() -> ResponseReturnValue:
    """Ask the network."""
    return beginning.on_page(
        PackageRequestSchema,
        lambda work, data: commands.ask(work, **data),
        _form,
        home=lambda made: url_for(".show", package_id=made),
        lists=views.LISTS,
        fresh=views.begun(request.args),
    )


@pages.get("/<uuid:package_id>", may=policy.reads)
def show(package_id: UUID) -> str:
    """One package, and what to do."""
    return _page(package_id, changes.forms(), "")


def _form(entries: Form, problem: str) -> str:
    drawn = read_only(lambda work: views.choices_of_request(work, g.who.organisation))
    return render_template(
        "referral/package_request.html",
        entries=entries,
        problem=problem,
        heading=gettext("Ask for help made to measure"),
        title="",
        seen=None,
        home="",
        **drawn,
    )


def _page(package_id: UUID, forms: Forms, problem: str) -> str:
    page = read_only(lambda work: views.page(work, g.who, package_id))
    return render_template("referral/package.html", page=page, forms=forms, problem=problem)


changes.serve(
    api, may=policy.reads, schema=PackageSchema, body=lambda _, view: as_json(view, g.who)
)
changes.serve_pages(
    pages,
    "/<uuid:package_id>",
    FormPage(
        _page,
        home=lambda package_id: url_for("packages.show", package_id=package_id),
        lists=views.LISTS,
        changed_meanwhile=lambda: gettext("Somebody else changed this meanwhile. Look again."),
    ),
)
serve_forms(changes, pages, "/<uuid:package_id>", views.forms)
