"""Pair work over HTTP: asked by professionals, offered by the network's organisations."""

from typing import Any
from uuid import UUID

from flask import Response, g, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.common.calendars.making import TYPE
from services.referral.access.schemas import NothingSchema
from services.referral.pairwork import commands, policy, queries, views
from services.referral.pairwork.domain import PairWork
from services.referral.pairwork.policy import PairWorkView
from services.referral.pairwork.schemas import (
    PairMinutesSchema,
    PairMoveSchema,
    PairNotHeldSchema,
    PairOfferSchema,
    PairReasonSchema,
    PairWorkListSchema,
    PairWorkRequestSchema,
    PairWorkSchema,
    as_json,
    listed_json,
)
from services.referral.pairwork_pages.views import LISTS, MINUTES, MOVE, OFFER, forms
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

ROOT = "/referral/api/v1/pair-work"
api = Blueprint("pairwork_api", ROOT, "Pair work")
pages = Pages("pairwork", "/referral/professionals/pair-work")

changes = Changes[PairWorkView, PairWorkView](
    [
        Change("offer", commands.offer, PairOfferSchema, policy.offers, form=OFFER),
        Change("agreement", commands.agree, NothingSchema, policy.takes_part),
        Change("refusal", commands.refuse, PairReasonSchema, policy.takes_part),
        Change("offer-withdrawal", commands.withdraw_offer, NothingSchema, policy.takes_part),
        Change("time", commands.propose_move, PairMoveSchema, policy.takes_part, form=MOVE),
        Change("withdrawal", commands.withdraw, NothingSchema, policy.is_asker),
        Change("cancellation", commands.cancel, PairReasonSchema, policy.takes_part),
        Change("not-held", commands.say_not_held, PairNotHeldSchema, policy.takes_part),
        Change(
            "minutes", commands.write_minutes, PairMinutesSchema, policy.takes_part, form=MINUTES
        ),
    ],
    thing=PairWork,
    key="pairwork_id",
    read=queries.pairwork,
    state=lambda view: view,
)


@api.get("", may=policy.lists)
@api.arguments(WholeQuery, location="query")
@api.response(200, PairWorkListSchema)
def listed(query: dict[str, Any]) -> ResponseReturnValue:
    """One's own side's requests for a pair, and those that wait for an organisation."""

    def read(work: Work) -> Page[dict[str, Any]]:
        return paging.shown_as(queries.listed(work, g.who, PageRequest(**query)), listed_json)

    return paging.answer("requests", read_only(read))


@api.post("", may=policy.asks)
@api.arguments(PairWorkRequestSchema)
@api.alt_response(201, description="It was asked.")
def ask(data: dict[str, Any]) -> ResponseReturnValue:
    """Ask the network for a worker who comes along to a meeting with a client."""
    return beginning.by_program(ROOT, lambda work: commands.ask(work, **data))


@pages.get("", may=policy.lists)
def show_list() -> str:
    """One's own side's requests for a pair, and those that wait for an organisation."""
    page = read_only(lambda work: views.board(work, g.who, request.args.get("cursor", "")))
    return render_template("referral/pairwork_list.html", page=page)


@pages.route("/new", methods=["GET", "POST"], may=policy.asks)
def ask_new() -> ResponseReturnValue:
    """Ask the network for a pair."""
    return beginning.on_page(
        PairWorkRequestSchema,
        lambda work, data: commands.ask(work, **data),
        _form,
        home=lambda made: url_for(".show", pairwork_id=made),
        lists=LISTS,
        fresh={"minutes": "60", "language": "fi"},
    )


@pages.get("/<uuid:pairwork_id>", may=policy.reads)
def show(pairwork_id: UUID) -> str:
    """One request for a pair, and what to do."""
    return _page(pairwork_id, changes.forms(), "")


@pages.get("/<uuid:pairwork_id>/calendar.ics", may=policy.reads)
def show_calendar(pairwork_id: UUID) -> Response:
    """The agreed time for one's own calendar."""
    answer = make_response(read_only(lambda work: views.calendar(work, g.who, pairwork_id)))
    answer.headers["Content-Type"] = f"{TYPE}; charset=utf-8"
    answer.headers["Content-Disposition"] = 'attachment; filename="rinnalla.ics"'
    return answer


def _form(entries: Form, problem: str) -> str:
    return render_template(
        "referral/pairwork_new.html",
        entries=entries,
        problem=problem,
        **views.choices_of_request(),
    )


def _page(pairwork_id: UUID, drawn: Forms, problem: str) -> str:
    page = read_only(lambda work: views.page(work, g.who, pairwork_id))
    return render_template("referral/pairwork.html", page=page, forms=drawn, problem=problem)


def _body(_work: Work, view: PairWorkView) -> dict[str, Any]:
    is_side = views.is_side_of(g.who, view)
    return as_json(view, is_side=is_side, is_refused=views.was_refused(g.who, view))


changes.serve(api, may=policy.reads, schema=PairWorkSchema, body=_body)
changes.serve_pages(
    pages,
    "/<uuid:pairwork_id>",
    FormPage(
        _page,
        home=lambda pairwork_id: url_for("pairwork.show", pairwork_id=pairwork_id),
        lists=LISTS,
        changed_meanwhile=lambda: gettext("Somebody else changed this meanwhile. Look again."),
    ),
)
serve_forms(changes, pages, "/<uuid:pairwork_id>", forms)
