"""Requests of people in a register, over HTTP: recorded by many, answered by the officer."""

from typing import Any
from uuid import UUID

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.common.desk import LONGEST, SHORTEST
from services.common.letters import mark_read
from services.referral.rights import commands, policy, queries, texts, views
from services.referral.rights.domain import RightsRequest
from services.referral.rights.queries import RequestView
from services.referral.rights.schemas import (
    NewRightsRequestSchema,
    RightsAnswerSchema,
    RightsExtensionSchema,
    RightsIdentitySchema,
    RightsLiftingSchema,
    RightsRefusalSchema,
    RightsRequestListSchema,
    RightsRequestSchema,
    RightsWithdrawalSchema,
    as_json,
)
from shared.kernel.aggregate import Invalid, Refused
from shared.web import paging
from shared.web.api import Blueprint, Created, execute, idempotent, read_only, uuid_of
from shared.web.changes import Change, Changes
from shared.web.form_page import FormPage
from shared.web.pages import Pages, after_change, blank_form, form_of, loaded
from shared.web.paging import Page, PageRequest, WholeQuery
from shared.web.parts import Form, Forms
from shared.web.problems import say
from shared.work import Work

ROOT = "/referral/api/v1/rights-requests"
api = Blueprint("rights_api", ROOT, "Requests of people in a register")
pages = Pages("rights", "/referral/privacy/requests")

changes = Changes[RequestView, RightsRequest](
    [
        Change(
            "identity-confirmation", commands.confirm_identity, RightsIdentitySchema, policy.answers
        ),
        Change("extension", commands.extend, RightsExtensionSchema, policy.answers),
        Change("answer", commands.answer, RightsAnswerSchema, policy.answers),
        Change("refusal", commands.refuse, RightsRefusalSchema, policy.answers),
        Change("restriction", commands.restrict, RightsWithdrawalSchema, policy.answers),
        Change("lifting", commands.lift, RightsLiftingSchema, policy.answers),
        Change("withdrawal", commands.withdraw, RightsWithdrawalSchema, policy.answers),
    ],
    thing=RightsRequest,
    key="request_id",
    read=queries.request,
    state=lambda view: view.request,
)


@api.get("", may=policy.oversees)
@api.arguments(WholeQuery, location="query")
@api.response(200, RightsRequestListSchema)
def listed(query: dict[str, Any]) -> ResponseReturnValue:
    """Requests that wait for the officer, the first due first."""

    def read(work: Work) -> Page[Any]:
        part = queries.listed(work, g.who, is_open=True, page_request=PageRequest(**query))
        return paging.shown_as(
            part, lambda each: as_json(queries.request(work, g.who, each.request_id).request)
        )

    return paging.answer("requests", read_only(read))


@api.post("", may=policy.records)
@api.arguments(NewRightsRequestSchema)
@api.alt_response(201, description="It was recorded.")
def receive(data: dict[str, Any]) -> ResponseReturnValue:
    """Record that somebody asked to see, correct, erase or restrict what is held of them."""

    def make(work: Work) -> Created:
        request_id = _receive(work, data)
        return Created(f"{ROOT}/{request_id}", {"id": str(request_id)}, 1)

    return idempotent(make)


@pages.get("", may=policy.oversees)
def show_list() -> str:
    """What waits for the officer's answer, the first due first."""
    page = read_only(lambda work: views.listed(work, g.who, request.args))
    return render_template("referral/rights_list.html", page=page)


@pages.route("/new", methods=["GET", "POST"], may=policy.records)
def write() -> ResponseReturnValue:
    """Record that a family asked; the officer looks it up first."""
    referral_id = uuid_of(request.args.get("referral", ""))
    volunteer_id = uuid_of(request.args.get("volunteer", ""))
    if referral_id is None and volunteer_id is None:
        policy.check_officer(g.who)
        return _search()
    read_only(lambda work: queries.check_whose(work, g.who, referral_id))
    if request.method == "GET":
        return _form(blank_form(NewRightsRequestSchema), referral_id)
    data, wrong = loaded(NewRightsRequestSchema)
    entries = form_of(NewRightsRequestSchema, wrong)
    if wrong:
        return _form(entries, referral_id), 422
    data |= {"referral_id": referral_id, "volunteer_id": volunteer_id}
    try:
        request_id = execute(lambda work: _receive(work, data))
    except Refused as refused:
        status = 422 if isinstance(refused, Invalid) else 409
        return _form(entries, referral_id, problem=say(refused)), status
    after_change("rights")
    return redirect(url_for("rights.show", request_id=request_id), 303)


@pages.get("/<uuid:request_id>", may=policy.reads)
def show(request_id: UUID) -> str:
    """One request: how far it is, and what to do next."""
    return _page(request_id, changes.forms(), "")


def _receive(work: Work, data: dict[str, Any]) -> UUID:
    queries.check_whose(work, g.who, data["referral_id"])
    return commands.receive(work, **data)


def _search() -> str:
    """Whom it is about; what is typed is in no address."""
    text = request.form.get("text", "").strip()[:LONGEST]
    is_sent = len(text) >= SHORTEST
    families = read_only(lambda work: views.candidates(work, text)) if is_sent else []
    return render_template(
        "referral/rights_search.html",
        entries=Form.of({"text": text}),
        families=families,
        is_sent=is_sent,
    )


def _form(entries: Form, referral_id: UUID | None, *, problem: str = "") -> str:
    name = read_only(lambda work: queries.name_of(work, referral_id))
    is_officer = g.who.has(policy.OFFICER)
    back = url_for("referrals.show", referral_id=referral_id) if referral_id else ""
    return render_template(
        "referral/rights_new.html",
        entries=entries,
        problem=problem,
        name=name,
        back=url_for("rights.show_list") if is_officer else back,
    )


def _page(request_id: UUID, forms: Forms, problem: str) -> str:
    page = read_only(lambda work: views.request(work, g.who, request_id))
    mark_read(request_id)
    return render_template("referral/rights.html", page=page, forms=forms, problem=problem)


changes.serve_pages(
    pages,
    "/<uuid:request_id>",
    FormPage(
        _page,
        home=lambda request_id: url_for("rights.show", request_id=request_id),
        lists=("rights",),
        changed_meanwhile=texts.changed_meanwhile,
    ),
)
changes.serve(
    api,
    may=policy.reads,
    schema=RightsRequestSchema,
    body=lambda _, view: as_json(view.request),
)
