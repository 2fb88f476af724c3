"""Claims over HTTP: the coordinators' board, one claim with its forms, and the API's list."""

from typing import Any
from uuid import UUID

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.common.codes import ClaimStatus
from services.common.letters import mark_read
from services.volunteers.expenses import commands, policy, queries, views
from services.volunteers.expenses.domain import Claim
from services.volunteers.expenses.policy import ClaimView
from services.volunteers.expenses.schemas import (
    ChosenClaimsSchema,
    ClaimApprovalSchema,
    ClaimListSchema,
    ClaimQuery,
    ClaimSchema,
    ClaimWordSchema,
)
from services.volunteers.fields import OnSchema
from shared.kernel.aggregate import Invalid, Refused
from shared.web import paging
from shared.web.api import Blueprint, execute, read_only
from shared.web.changes import Change, Changes
from shared.web.form_page import FormPage
from shared.web.i18n import gettext
from shared.web.pages import Pages, after_change, blank_form, form_of, loaded
from shared.web.paging import Page, PageRequest
from shared.web.parts import Form, Forms
from shared.web.problems import say
from shared.work import Stale, Work

ROOT = "/volunteers/api/v1/expenses"
LISTS = ("expenses", "inbox")
api = Blueprint("expenses_api", ROOT, "Expenses")
pages = Pages("expenses", "/volunteers/expenses")

changes = Changes[ClaimView, ClaimView](
    [
        Change("approval", commands.approve, ClaimApprovalSchema, policy.decides),
        Change("return", commands.send_back, ClaimWordSchema, policy.decides),
        Change("refusal", commands.refuse, ClaimWordSchema, policy.decides),
        Change("payment-elsewhere", commands.pay_elsewhere, OnSchema, policy.decides),
    ],
    thing=Claim,
    key="claim_id",
    read=queries.claim,
    state=lambda view: view,
)


@api.get("", may=policy.lists)
@api.arguments(ClaimQuery, location="query")
@api.response(200, ClaimListSchema)
def search(data: dict[str, Any]) -> ResponseReturnValue:
    """The organisation's claims, or a support person's own, the newest visit first."""
    part = PageRequest(data["limit"], data["cursor"])

    def read(work: Work) -> Page[dict[str, Any]]:
        shown = queries.listed(
            work,
            g.who,
            status=data["status"],
            since=data["updated_since"],
            sort=data["sort"],
            page_request=part,
        )
        return paging.shown_as(shown, queries.as_json)

    return paging.answer("expenses", read_only(read))


@pages.route("", methods=["GET", "POST"], may=policy.keeps_books)
def board() -> ResponseReturnValue:
    """The organisation's claims by where they are; those chosen are approved at once."""
    if g.who.organisation is not None:
        mark_read(g.who.organisation)
    if request.method == "GET":
        return _board(blank_form(ChosenClaimsSchema))
    data, wrong = loaded(ChosenClaimsSchema)
    entries = form_of(ChosenClaimsSchema, wrong)
    if wrong:
        return _board(entries), 422
    try:
        execute(lambda work: _approve_all(work, **data))
    except Refused as refused:
        return _board(entries, say(refused)), 422 if isinstance(refused, Invalid) else 409
    except Stale:
        return _board(entries, _changed_meanwhile()), 409
    after_change(*LISTS)
    return redirect(url_for("expenses.board"), 303)


@pages.get("/<uuid:claim_id>", may=policy.coordinates)
def claim(claim_id: UUID) -> str:
    """One claim: how its sum comes about, and what is decided on it."""
    return _show(claim_id, changes.forms(), "")


def _approve_all(work: Work, claims: list[UUID], *, receipt_seen: bool) -> None:
    for claim_id in dict.fromkeys(claims):
        policy.decides.check(g.who, queries.claim(work, g.who, claim_id))
        commands.approve(work, claim_id, receipt_seen=receipt_seen)


def _board(entries: Form, problem: str = "") -> str:
    status = request.args.get("status", "")
    shown = status if status in ClaimStatus.__members__ else ClaimStatus.WAITS
    cursor = request.args.get("cursor", "")
    page = read_only(lambda work: views.board(work, g.who, shown, cursor))
    return render_template("volunteers/expenses.html", page=page, entries=entries, problem=problem)


def _show(claim_id: UUID, forms: Forms, problem: str) -> str:
    page = read_only(lambda work: views.claim(work, g.who, claim_id))
    return render_template("volunteers/expense.html", page=page, forms=forms, problem=problem)


def _changed_meanwhile() -> str:
    return gettext("Somebody else changed one of these meanwhile. Look at the list again.")


changes.serve(
    api,
    may=policy.reads,
    schema=ClaimSchema,
    body=lambda _, view: queries.as_json(view),
    beside=True,  # its rate is the organisation's to change
)
changes.serve_pages(
    pages,
    "/<uuid:claim_id>",
    FormPage(
        _show,
        home=lambda claim_id: url_for("expenses.claim", claim_id=claim_id),
        lists=LISTS,
        changed_meanwhile=_changed_meanwhile,
    ),
)
