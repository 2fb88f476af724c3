"""The roster of the 24-hour telephone over HTTP and on its page."""

import re
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.casework.duties import commands, policy, queries, views
from services.casework.duties.domain import PhoneDuty
from services.casework.duties.policy import DutyView
from services.casework.duties.rules import Span, gaps, repeated
from services.casework.duties.schemas import (
    DutyLineSchema,
    DutyListSchema,
    DutyNowSchema,
    DutySchema,
    HandOnSchema,
    as_json,
    span_as_json,
)
from shared.kernel.aggregate import Invalid, NotFound, Refused
from shared.web import paging
from shared.web.api import Blueprint, Body, Created, execute, idempotent, read_only
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.i18n import gettext
from shared.web.own_form import OwnForm
from shared.web.pages import Pages, after_change, blank_form, form_of, loaded
from shared.web.paging import PageRequest, WholeQuery
from shared.web.parts import Form
from shared.web.problems import say
from shared.work import Work

ROOT = "/casework/api/v1/duties"
AHEAD = timedelta(days=14)
api = Blueprint("duties_api", ROOT, "The 24-hour telephone")
pages = Pages("duties", "/casework/duties")

CANCEL = Change("", commands.cancel, Body, policy.cancels, removes=True, may_lose=True)
changes = Changes[DutyView, DutyView](
    [
        Change(
            "person",
            commands.hand_on,
            HandOnSchema,
            policy.hands_on,
            form=OwnForm("casework/duty.html", views.hand_on_form, address="hand-on"),
        ),
        CANCEL,
    ],
    thing=PhoneDuty,
    key="duty_id",
    read=queries.duty,
    state=lambda view: view,
)


@api.get("", may=policy.reads)
@api.arguments(WholeQuery, location="query")
@api.response(200, DutyListSchema)
def listed(query: dict[str, Any]) -> ResponseReturnValue:
    """Who answers from now on, in order."""
    duties = read_only(lambda work: queries.ahead(work, g.who.organisation))
    rows = [as_json(each) for each in duties]
    part = paging.after(rows, lambda each: str(each["id"]), PageRequest(**query))
    return paging.answer("duties", part)


@api.get("/now", may=policy.reads)
@api.response(200, DutyNowSchema)
def now() -> dict[str, Any]:
    """Who answers now, and when nobody does in the two weeks that come."""

    def read(work: Work) -> dict[str, Any]:
        home, at = g.who.organisation, work.now
        there = queries.answering(work, home, at)
        missing = gaps(queries.ahead(work, home), Span(at, at + AHEAD))
        shown = [span_as_json(each) for each in missing]
        return {"person": there.person if there else None, "gaps": shown}

    return read_only(read)


@api.post("", may=policy.makes)
@api.arguments(DutySchema)
@api.alt_response(201, description="They are on the roster.")
def agree(data: dict[str, Any]) -> ResponseReturnValue:
    """Let somebody answer, for one week or several."""

    def make(work: Work) -> Created:
        first, *_ = _agree(work, data)
        return Created(f"{ROOT}/{first}", {"id": str(first)}, 1)

    return idempotent(make)


@pages.get("", may=policy.reads)
def show() -> str:
    """Who answers, two weeks at a time."""
    return _page(blank_form(DutySchema, {"weeks": "1"}))


@pages.post("", may=policy.makes)
def add() -> ResponseReturnValue:
    """Put somebody on the roster."""
    data, wrong = loaded(DutySchema)
    if wrong:
        return _page(form_of(DutySchema, wrong)), 422
    try:
        execute(lambda work: _agree(work, data))
    except Refused as refused:
        status = 422 if isinstance(refused, Invalid) else 409
        return _page(form_of(DutySchema), problem=say(refused)), status
    after_change("phone_duties")
    flash(gettext("Saved."), "done")
    return redirect(url_for(".show"), 303)


@pages.post("/<uuid:duty_id>/cancellation", may=policy.cancels)
def cancel(**path: UUID) -> ResponseReturnValue:
    """Take a duty off the roster."""
    execute(lambda work: changes.apply(work, CANCEL, path, {}))
    after_change("phone_duties")
    return redirect(url_for(".show"), 303)


def _agree(work: Work, data: dict[str, Any]) -> list[UUID]:
    home = g.who.organisation
    if home is None:
        raise NotFound
    names = ("first_day", "from_time", "last_day", "until_time")
    spans = repeated(*(data[name] for name in names), weeks=data["weeks"])
    return commands.agree(work, home, data["person_id"], spans)


def _page(entries: Form, *, problem: str = "") -> str:
    week = request.args.get("week", "")
    first = _day(week)
    page = read_only(lambda work: views.page(work, g.who, first))
    return render_template("casework/duties.html", page=page, entries=entries, problem=problem)


def _day(text: str) -> date | None:
    """The day that an address names; None for what is none, or lies out of all rosters."""
    if not re.fullmatch("20[0-9]{2}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


changes.serve(
    api,
    may=policy.sees,
    schema=DutyLineSchema,
    body=lambda _, view: _body(view),
)
serve_forms(changes, pages, "/<uuid:duty_id>", views.forms)


def _body(view: DutyView) -> dict[str, Any]:
    agreed = view.duty.agreed
    if agreed is None:
        raise NotFound
    return {
        "id": view.duty.id,
        "person": view.duty.person,
        "since": agreed.since,
        "until": agreed.until,
    }
