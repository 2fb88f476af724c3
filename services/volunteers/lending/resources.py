"""Lending over HTTP: what both organisations agree on, and the person's own yes."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from services.common.letters import mark_read
from services.common.sessions.schemas import NothingAskedSchema
from services.volunteers.lending import commands, policy, queries, views
from services.volunteers.lending.domain import Loan
from services.volunteers.lending.policy import LoanView
from services.volunteers.lending.schemas import (
    LoanAskedSchema,
    LoanConsentSchema,
    LoanListSchema,
    LoanOfferedSchema,
    LoanPersonSchema,
    LoanQuery,
    LoanSchema,
)
from shared.kernel.aggregate import Invalid, NotFound, Refused
from shared.web import paging
from shared.web.access_log import note_listed
from shared.web.api import Blueprint, Created, execute, idempotent, read_only
from shared.web.changes import Change, Changes
from shared.web.form_page import FormPage
from shared.web.i18n import gettext
from shared.web.pages import Pages, after_change, blank_form, form_of, loaded
from shared.web.paging import Page, PageRequest
from shared.web.parts import Form, Forms
from shared.web.problems import say
from shared.work import Work

ROOT = "/volunteers/api/v1/lending"
LISTS = ("loans", "inbox")
api = Blueprint("lending_api", ROOT, "Lending")
pages = Pages("lending", "/volunteers/lending")
SCHEMAS: dict[str, type[Schema]] = {"ask": LoanAskedSchema, "offer": LoanOfferedSchema}

changes = Changes[LoanView, LoanView](
    [
        Change("person", commands.offer, LoanPersonSchema, policy.lends),
        Change("consent", commands.answer, LoanConsentSchema, policy.answers),
        Change("agreement", commands.agree, NothingAskedSchema, policy.borrows),
        Change("ending", commands.end, NothingAskedSchema, policy.reads),
    ],
    thing=Loan,
    key="loan_id",
    read=queries.loan,
    state=lambda view: view,
)


@api.get("", may=policy.keeps)
@api.arguments(LoanQuery, location="query")
@api.response(200, LoanListSchema)
def search(data: dict[str, Any]) -> ResponseReturnValue:
    """Every lending of which the caller's organisation is a side, the latest first."""
    home = _home()

    def read(work: Work) -> Page[dict[str, Any]]:
        shown = queries.of_organisation(work, home, PageRequest(**data))
        note_listed(row.volunteer_id for row in shown.items if row.lender == home)
        return paging.shown_as(shown, queries.line)

    return paging.answer("loans", read_only(read))


@api.post("/requests", may=policy.keeps)
@api.arguments(LoanAskedSchema)
@api.alt_response(201, description="It was asked.")
def request_loan(data: dict[str, Any]) -> ResponseReturnValue:
    """Ask another organisation for somebody."""
    return _create(commands.ask, data)


@api.post("/offers", may=policy.keeps)
@api.arguments(LoanOfferedSchema)
@api.alt_response(201, description="It was offered.")
def offer_loan(data: dict[str, Any]) -> ResponseReturnValue:
    """Offer somebody of one's own."""
    return _create(commands.offer_unasked, data)


def _create(command: Callable[..., UUID], data: dict[str, Any]) -> ResponseReturnValue:
    home = _home()

    def make(work: Work) -> Created:
        loan_id = command(work, home, **data)
        return Created(f"{ROOT}/{loan_id}", {"id": str(loan_id)}, 1)

    return idempotent(make)


@pages.get("", may=policy.keeps)
def board() -> str:
    """Every lending of which the reader's organisation is a side."""
    return _board(_blank(), "")


@pages.route("/ask", methods=["GET", "POST"], may=policy.keeps)
def ask() -> ResponseReturnValue:
    """Ask another organisation for somebody."""
    return _begin("ask", commands.ask)


@pages.route("/offer", methods=["GET", "POST"], may=policy.keeps)
def offer() -> ResponseReturnValue:
    """Offer somebody of one's own."""
    return _begin("offer", commands.offer_unasked)


@pages.get("/<uuid:loan_id>", may=policy.reads)
def loan(loan_id: UUID) -> str:
    """One lending: between whom, for what, and whose word it waits for."""
    mark_read(loan_id)
    return _show(loan_id, changes.forms(), "")


def _begin(name: str, command: Callable[..., UUID]) -> ResponseReturnValue:
    if request.method == "GET":
        return _board(_blank(opened=name), "")
    data, wrong = loaded(SCHEMAS[name])
    entries = form_of(SCHEMAS[name], wrong, prefix=name)
    forms = Forms(dict(_blank().by_change) | {name: entries}, entries, opened=name)
    if wrong:
        return _board(forms, ""), 422
    try:
        loan_id = execute(lambda work: command(work, _home(), **data))
    except Refused as refused:
        status = 422 if isinstance(refused, Invalid) else 409
        if refused.field:
            return _board(forms.refused(refused.field, say(refused)), ""), status
        return _board(forms, say(refused)), status
    after_change(*LISTS)
    flash(gettext("Saved."), "done")
    return redirect(url_for("lending.loan", loan_id=loan_id), 303)


def _home() -> UUID:
    if g.who.organisation is None:
        raise NotFound
    home: UUID = g.who.organisation
    return home


def _blank(opened: str = "") -> Forms:
    forms = {name: blank_form(schema, prefix=name) for name, schema in SCHEMAS.items()}
    return Forms(forms, Form(), opened=opened)


def _board(forms: Forms, problem: str) -> str:
    cursor = request.args.get("cursor", "")
    page = read_only(lambda work: views.board(work, _home(), cursor))
    return render_template("volunteers/lending.html", page=page, forms=forms, problem=problem)


def _show(loan_id: UUID, forms: Forms, problem: str) -> str:
    page = read_only(lambda work: views.loan(work, g.who, loan_id))
    return render_template("volunteers/loan.html", page=page, forms=forms, problem=problem)


changes.serve(
    api,
    may=policy.reads,
    schema=LoanSchema,
    body=lambda work, view: queries.as_json(g.who, view),
)
changes.serve_pages(
    pages,
    "/<uuid:loan_id>",
    FormPage(
        _show,
        home=lambda loan_id: url_for("lending.loan", loan_id=loan_id),
        lists=LISTS,
        changed_meanwhile=lambda: gettext(
            "Somebody else changed this meanwhile. Look at it again."
        ),
    ),
)
