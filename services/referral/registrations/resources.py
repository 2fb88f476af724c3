"""Registrations over HTTP, for whoever plans and holds open events."""

from typing import Any
from uuid import UUID

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.referral.access.schemas import NothingSchema
from services.referral.event_seats.domain import EventSeats
from services.referral.happenings import policy
from services.referral.happenings.domain import Happening
from services.referral.registrations import commands, queries, views
from services.referral.registrations.queries import SeatsView
from services.referral.registrations.schemas import (
    RegistrationListSchema,
    SeatsSchema,
    TermsSchema,
    as_json,
    registered_json,
)
from shared.web import paging
from shared.web.api import Blueprint, read_only
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.form_page import FormPage
from shared.web.i18n import gettext
from shared.web.pages import Pages
from shared.web.paging import PageRequest, WholeQuery
from shared.web.parts import Forms
from shared.work import Work

RULE = "/<uuid:happening_id>"
PERSON = "registrations/<uuid:registration_id>"
api = Blueprint("registrations_api", "/referral/api/v1/happening-seats", "Open events")
pages = Pages("registrations", "/referral/happenings")

changes = Changes[SeatsView, Happening](
    [
        Change("terms", commands.offer_seats, TermsSchema, policy.keeps, form=views.TERMS),
        Change(f"{PERSON}/call", commands.note_call, NothingSchema, policy.holds),
        Change(f"{PERSON}/seat", commands.take_in, NothingSchema, policy.holds),
        Change(f"{PERSON}/withdrawal", commands.withdraw_for, NothingSchema, policy.holds),
    ],
    thing=EventSeats,
    key="happening_id",
    read=queries.seats,
    state=lambda view: view.happening,
)


@api.get(f"{RULE}/registrations", may=policy.holds)
@api.arguments(WholeQuery, location="query")
@api.response(200, RegistrationListSchema)
def listed(query: dict[str, Any], happening_id: UUID) -> ResponseReturnValue:
    """Who has registered: those with news first, then those with seats, then those waiting."""

    def read(work: Work) -> paging.Page[dict[str, Any]]:
        view = queries.seats(work, g.who, happening_id)
        part = views.part(view, PageRequest(**query))
        return paging.shown_as(
            part, lambda line: registered_json(queries.of(work, view, line.registration_id))
        )

    return paging.answer("registrations", read_only(read))


@pages.get(f"{RULE}/registrations", may=policy.holds)
def show(happening_id: UUID) -> str:
    """Who comes, who waits, and whom to call."""
    return _page(happening_id, changes.forms(), "")


def _page(happening_id: UUID, forms: Forms, problem: str) -> str:
    cursor = request.args.get("cursor", "")
    page = read_only(lambda work: views.page(work, g.who, happening_id, cursor))
    return render_template("referral/registrations.html", page=page, forms=forms, problem=problem)


changes.serve_pages(
    pages,
    RULE,
    FormPage(
        _page,
        home=lambda happening_id: url_for("registrations.show", happening_id=happening_id),
        lists=views.LISTS,
        changed_meanwhile=lambda: gettext("Somebody else changed this meanwhile. Look again."),
    ),
)
changes.serve(
    api,
    may=policy.holds,
    schema=SeatsSchema,
    body=lambda _, view: as_json(view),
    beside=True,
)
serve_forms(changes, pages, RULE, views.forms)
