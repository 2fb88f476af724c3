"""Consultations over HTTP: asked by professionals, answered by the network's organisations."""

from typing import Any
from uuid import UUID

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.referral.access.schemas import NothingSchema
from services.referral.consultations import commands, policy, queries, views
from services.referral.consultations.domain import Consultation
from services.referral.consultations.policy import ConsultationView
from services.referral.consultations.schemas import (
    AgreedGuidanceListSchema,
    AgreedGuidanceQuery,
    ConsultationLinkSchema,
    ConsultationListSchema,
    ConsultationQuestionSchema,
    ConsultationSchema,
    ConsultationWordSchema,
    GuidanceProposalSchema,
    as_json,
    guidance_json,
    listed_json,
)
from services.referral.referrals import queries as referrals
from shared.kernel.aggregate import Invalid, NotFound
from shared.web import beginning, paging
from shared.web.api import Blueprint, read_only
from shared.web.changes import Change, Changes
from shared.web.form_page import FormPage
from shared.web.i18n import gettext
from shared.web.pages import Pages
from shared.web.paging import Page, PageRequest, WholeQuery
from shared.web.parts import Form, Forms
from shared.work import Work

ROOT = "/referral/api/v1/consultations"
LISTS = ("consultations",)
api = Blueprint("consultations_api", ROOT, "Consultations")
guidance_api = Blueprint(
    "consultation_guidance_api",
    "/referral/api/v1/consultation-guidance",
    "Consultations",
    shows_people=False,
)
pages = Pages("consultations", "/referral/consultations")


def link(work: Work, consultation_id: UUID, *, referral: UUID) -> None:
    """Say of which own referral it is: only whoever asked reads it."""
    try:
        view = referrals.referral(work, g.who, referral)
    except NotFound:
        view = None
    if view is None or not view.is_sender:
        raise Invalid("Choose a referral that you have sent.", code="unknown", field="referral")
    commands.link(work, consultation_id, referral=view.referral)


changes = Changes[ConsultationView, ConsultationView](
    [
        Change("taking", commands.take, NothingSchema, policy.takes),
        Change("messages", commands.write, ConsultationWordSchema, policy.takes_part, adds=True),
        Change("guidance", commands.propose, GuidanceProposalSchema, policy.answers),
        Change("guidance-agreement", commands.agree, NothingSchema, policy.is_asker),
        Change("referral", link, ConsultationLinkSchema, policy.is_asker),
        Change("closing", commands.close, NothingSchema, policy.takes_part),
    ],
    thing=Consultation,
    key="consultation_id",
    read=queries.consultation,
    state=lambda view: view,
)


@api.get("", may=policy.lists)
@api.arguments(WholeQuery, location="query")
@api.response(200, ConsultationListSchema)
def listed(query: dict[str, Any]) -> ResponseReturnValue:
    """One's own side's consultations, and those that wait for an organisation."""

    def read(work: Work) -> Page[dict[str, Any]]:
        return paging.shown_as(queries.listed(work, g.who, PageRequest(**query)), listed_json)

    return paging.answer("consultations", read_only(read))


@api.post("", may=policy.asks)
@api.arguments(ConsultationQuestionSchema)
@api.alt_response(201, description="It was asked.")
def ask(data: dict[str, Any]) -> ResponseReturnValue:
    """Ask the network for advice about a case that nobody names."""
    return beginning.by_program(ROOT, lambda work: commands.ask(work, **data))


@guidance_api.get("", may=policy.lists)
@guidance_api.arguments(AgreedGuidanceQuery, location="query")
@guidance_api.response(200, AgreedGuidanceListSchema)
def listed_guidance(query: dict[str, Any]) -> ResponseReturnValue:
    """What was agreed of answers for all professionals, about one theme or all."""
    theme = query.pop("theme")

    def read(work: Work) -> Page[dict[str, Any]]:
        shown = queries.agreed_guidance(work, theme, PageRequest(**query))
        return paging.shown_as(shown, guidance_json)

    return paging.answer("guidance", read_only(read))


@pages.get("", may=policy.lists)
def show_list() -> str:
    """One's own side's consultations, and those that wait for an organisation."""
    page = read_only(lambda work: views.board(work, g.who, request.args.get("cursor", "")))
    return render_template("referral/consultations.html", page=page)


@pages.get("/guidance", may=policy.lists)
def show_guidance() -> str:
    """Guidance that came of consultations."""
    theme, cursor = request.args.get("theme", ""), request.args.get("cursor", "")
    page = read_only(lambda work: views.guidance(work, theme, cursor))
    return render_template("referral/consultation_guidance.html", page=page)


@pages.route("/new", methods=["GET", "POST"], may=policy.asks)
def ask_new() -> ResponseReturnValue:
    """Ask the network."""
    return beginning.on_page(
        ConsultationQuestionSchema,
        lambda work, data: commands.ask(work, **data),
        _form,
        home=lambda made: url_for(".show", consultation_id=made),
        lists=LISTS,
    )


@pages.get("/<uuid:consultation_id>", may=policy.reads)
def show(consultation_id: UUID) -> str:
    """One consultation, and what to do."""
    return _page(consultation_id, changes.forms(), "")


def _form(entries: Form, problem: str) -> str:
    return render_template(
        "referral/consultation_new.html",
        entries=entries,
        problem=problem,
        **views.choices_of_question(),
    )


def _page(consultation_id: UUID, forms: Forms, problem: str) -> str:
    page = read_only(lambda work: views.page(work, g.who, consultation_id))
    return render_template("referral/consultation.html", page=page, forms=forms, problem=problem)


changes.serve(
    api,
    may=policy.reads,
    schema=ConsultationSchema,
    body=lambda _, view: as_json(view, is_asker=policy.is_asker.allows(g.who, view)),
)
changes.serve_pages(
    pages,
    "/<uuid:consultation_id>",
    FormPage(
        _page,
        home=lambda consultation_id: url_for("consultations.show", consultation_id=consultation_id),
        lists=LISTS,
        changed_meanwhile=lambda: gettext("Somebody else changed this meanwhile. Look again."),
    ),
)
