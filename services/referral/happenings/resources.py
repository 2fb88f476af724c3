"""Open events over HTTP: whoever plans them, and anybody who reads of them."""

from typing import Any
from uuid import UUID

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.referral.access.schemas import NothingSchema
from services.referral.happenings import commands, policy, queries, views
from services.referral.happenings.domain import Happening
from services.referral.happenings.queries import HappeningView
from services.referral.happenings.schemas import (
    DaysSchema,
    HappeningListSchema,
    HappeningSchema,
    HeadsSchema,
    OneDaySchema,
    PlannedHappeningSchema,
    PublicListSchema,
    PublicQuery,
    as_json,
    listed_json,
    public_json,
)
from shared.identity.access import PUBLIC
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

ROOT = "/referral/api/v1/happenings"
pages = Pages("happenings", "/referral/happenings", shows_people=False)
api = Blueprint("happenings_api", ROOT, "Open events", shows_people=False)
public = Blueprint(
    "open_events_api", "/referral/api/v1/open-events", "Open events", shows_people=False
)

changes = Changes[HappeningView, Happening](
    [
        Change("plan", commands.plan_anew, HappeningSchema, policy.keeps, form=views.PLAN),
        Change("publication", commands.publish, NothingSchema, policy.keeps),
        Change("days", commands.plan_days, DaysSchema, policy.keeps, form=views.DAYS),
        Change(
            "day-cancellation",
            commands.cancel_day,
            OneDaySchema,
            policy.keeps,
            form=views.OFF,
        ),
        Change("heads", commands.count, HeadsSchema, policy.holds, form=views.HEADS),
        Change("cancellation", commands.cancel, NothingSchema, policy.keeps),
    ],
    thing=Happening,
    key="happening_id",
    read=queries.happening,
    state=lambda view: view.happening,
)


@public.get("", may=PUBLIC)
@public.arguments(PublicQuery, location="query")
@public.response(200, PublicListSchema)
def to_come(query: dict[str, Any]) -> ResponseReturnValue:
    """What anybody may come to, the next first; for the web sites of municipalities too."""
    theme, town = query.pop("theme"), query.pop("municipality")

    def read(work: Work) -> Page[dict[str, Any]]:
        fitting = [
            each
            for each in queries.coming_to_anybody(work)
            if (not theme or theme in each.plan.themes)
            and (not town or town == each.plan.municipality)
        ]
        part = paging.after(fitting, queries.place_of, PageRequest(**query))
        return paging.shown_as(part, public_json)

    return paging.answer("happenings", read_only(read))


@api.get("", may=policy.lists)
@api.arguments(WholeQuery, location="query")
@api.response(200, HappeningListSchema)
def listed(query: dict[str, Any]) -> ResponseReturnValue:
    """What is published, and one's own organisation's drafts."""

    def read(work: Work) -> Page[dict[str, Any]]:
        lines = queries.readable(work, g.who.organisation)
        part = paging.after(lines, queries.place_of, PageRequest(**query))
        return paging.shown_as(part, listed_json)

    return paging.answer("happenings", read_only(read))


@api.post("", may=policy.keeps_some)
@api.arguments(HappeningSchema)
@api.alt_response(201, description="It was planned.")
def announce(data: dict[str, Any]) -> ResponseReturnValue:
    """Plan an open event of one's own organisation."""
    return beginning.by_program(ROOT, lambda work: commands.plan(work, g.who.organisation, **data))


@pages.get("", may=policy.lists)
def show_list() -> str:
    """What is announced by anybody, and one's own organisation's drafts."""
    page = read_only(lambda work: views.board(work, g.who, request.args.get("cursor", "")))
    return render_template("referral/happenings.html", page=page)


@pages.route("/new", methods=["GET", "POST"], may=policy.keeps_some)
def plan_new() -> ResponseReturnValue:
    """Plan an open event; it is published once it has days."""
    return beginning.on_page(
        HappeningSchema,
        lambda work, data: commands.plan(work, g.who.organisation, **data),
        _form,
        home=lambda made: url_for(".show", happening_id=made),
        lists=views.LISTS,
        fresh=views.FRESH,
    )


@pages.get("/<uuid:happening_id>", may=policy.reads)
def show(happening_id: UUID) -> str:
    """One open event, and what to do."""
    return _page(happening_id, changes.forms(), "")


def _form(entries: Form, problem: str) -> str:
    drawn = read_only(lambda work: views.new_form(work, g.who.organisation))
    return render_template(
        "referral/happening_plan.html", entries=entries, problem=problem, **drawn
    )


def _page(happening_id: UUID, forms: Forms, problem: str) -> str:
    page = read_only(lambda work: views.page(work, g.who, happening_id))
    return render_template("referral/happening.html", page=page, forms=forms, problem=problem)


changes.serve_pages(
    pages,
    "/<uuid:happening_id>",
    FormPage(
        _page,
        home=lambda happening_id: url_for("happenings.show", happening_id=happening_id),
        lists=views.LISTS,
        changed_meanwhile=lambda: gettext("Somebody else changed this meanwhile. Look again."),
    ),
)
changes.serve(
    api,
    may=policy.reads,
    schema=PlannedHappeningSchema,
    body=lambda _, view: as_json(view),
)
serve_forms(changes, pages, "/<uuid:happening_id>", views.forms)
