"""Payment runs over HTTP: what can be paid, each run with its file, and the API."""

from typing import Any
from uuid import UUID

from flask import Response, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.volunteers.payments import commands, policy, queries, views
from services.volunteers.payments.domain import PaymentRun
from services.volunteers.payments.policy import PaymentView
from services.volunteers.payments.schemas import (
    ConfirmationSchema,
    NewPaymentSchema,
    NoFieldsSchema,
    PaymentListSchema,
    PaymentQuery,
    PaymentSchema,
)
from shared.kernel.aggregate import Invalid, NotFound, Refused
from shared.web import paging
from shared.web.access_log import note_export
from shared.web.api import Blueprint, Created, execute, idempotent, read_only
from shared.web.changes import Change, Changes
from shared.web.form_page import FormPage
from shared.web.i18n import gettext
from shared.web.pages import Pages, after_change, blank_form, form_of, loaded
from shared.web.paging import Page, PageRequest
from shared.web.parts import Form, Forms
from shared.web.problems import say
from shared.web.spreadsheets import CSV, as_csv
from shared.work import Stale, Work

ROOT = "/volunteers/api/v1/payments"
LISTS = ("payments", "expenses", "inbox")
XML = "text/xml"
api = Blueprint("payments_api", ROOT, "Payment runs")
pages = Pages("payments", "/volunteers/payments")

changes = Changes[PaymentView, PaymentView](
    [
        Change("confirmation", commands.confirm, ConfirmationSchema, policy.pays),
        Change("cancellation", commands.call_off, NoFieldsSchema, policy.pays),
    ],
    thing=PaymentRun,
    key="payment_id",
    read=queries.payment,
    state=lambda view: view,
)


@api.get("", may=policy.keeps_books)
@api.arguments(PaymentQuery, location="query")
@api.response(200, PaymentListSchema)
def search(data: dict[str, Any]) -> ResponseReturnValue:
    """The organisation's payment runs, the latest first."""

    def read(work: Work) -> Page[dict[str, Any]]:
        return paging.shown_as(queries.listed(work, g.who, PageRequest(**data)), queries.line)

    return paging.answer("payments", read_only(read))


@api.post("", may=policy.keeps_books)
@api.arguments(NewPaymentSchema)
@api.alt_response(201, description="It was drawn up.")
def add(data: dict[str, Any]) -> ResponseReturnValue:
    """Pay these approved claims, one sum for each person."""

    def make(work: Work) -> Created:
        payment_id, version = commands.draw_up(work, _home(), **data)
        return Created(f"{ROOT}/{payment_id}", {"id": str(payment_id)}, version)

    return idempotent(make)


@api.get("/<uuid:payment_id>/file", may=policy.pays)
@api.alt_response(200, schema={"type": "string"}, content_type=XML)
def order(payment_id: UUID) -> ResponseReturnValue:
    """The run as the file that the bank takes: the same bytes whenever it is asked for."""
    return _file(payment_id)


@pages.route("", methods=["GET", "POST"], may=policy.keeps_books)
def board() -> ResponseReturnValue:
    """What can be paid, and the runs; those chosen become a run."""
    if request.method == "GET":
        return _board(blank_form(NewPaymentSchema))
    data, wrong = loaded(NewPaymentSchema)
    entries = form_of(NewPaymentSchema, wrong)
    if wrong:
        return _board(entries), 422
    try:
        payment_id, _ = execute(lambda work: commands.draw_up(work, _home(), **data))
    except Refused as refused:
        return _board(entries, say(refused)), 422 if isinstance(refused, Invalid) else 409
    except Stale:
        return _board(entries, _changed_meanwhile()), 409
    after_change(*LISTS)
    return redirect(url_for("payments.payment", payment_id=payment_id), 303)


@pages.get("/<uuid:payment_id>", may=policy.pays)
def payment(payment_id: UUID) -> str:
    """One run: who is paid what, who is not, and its files."""
    return _show(payment_id, changes.forms(), "")


@pages.get("/<uuid:payment_id>/file", may=policy.pays)
def file(payment_id: UUID) -> ResponseReturnValue:
    """The file that the bank takes."""
    try:
        return _file(payment_id)
    except Refused as refused:
        return _show(payment_id, changes.forms(), say(refused)), 409


@pages.get("/<uuid:payment_id>/list", may=policy.pays)
def listed(payment_id: UUID) -> ResponseReturnValue:
    """The same as a list for a spreadsheet."""
    note_export()

    def read(work: Work) -> bytes:
        view = queries.payment(work, g.who, payment_id)
        return as_csv(views.columns(), views.rows(view.run.order()))

    try:
        return _attached(read_only(read), CSV, payment_id, "csv")
    except Refused as refused:
        return _show(payment_id, changes.forms(), say(refused)), 409


def _file(payment_id: UUID) -> ResponseReturnValue:
    note_export()
    written = read_only(lambda work: views.file(queries.payment(work, g.who, payment_id)))
    return _attached(written, XML, payment_id, "xml")


def _attached(content: bytes, kind: str, payment_id: UUID, ending: str) -> Response:
    name = f"pain001-{payment_id.hex[:8]}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=kind, headers=headers)


def _home() -> UUID:
    if g.who.organisation is None:
        raise NotFound
    home: UUID = g.who.organisation
    return home


def _board(entries: Form, problem: str = "") -> str:
    cursor = request.args.get("cursor", "")
    page = read_only(lambda work: views.board(work, g.who, cursor))
    return render_template("volunteers/payments.html", page=page, entries=entries, problem=problem)


def _show(payment_id: UUID, forms: Forms, problem: str) -> str:
    page = read_only(lambda work: views.payment(work, g.who, payment_id))
    return render_template("volunteers/payment.html", page=page, forms=forms, problem=problem)


def _changed_meanwhile() -> str:
    return gettext("Somebody else changed one of these meanwhile. Look at the list again.")


changes.serve(
    api, may=policy.pays, schema=PaymentSchema, body=lambda _, view: queries.as_json(view)
)
changes.serve_pages(
    pages,
    "/<uuid:payment_id>",
    FormPage(
        _show,
        home=lambda payment_id: url_for("payments.payment", payment_id=payment_id),
        lists=LISTS,
        changed_meanwhile=_changed_meanwhile,
    ),
)
