"""The lists of courses and guidance groups over HTTP, and how a new one is planned."""

from typing import Any
from uuid import UUID

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.common.codes import GatheringKind
from services.common.sessions.schemas import GatheringPlanSchema, GatheringQuery
from services.volunteers.courselists import views
from services.volunteers.gatherings import commands, policy, queries
from services.volunteers.gatherings.schemas import CourseListSchema, GuidanceListSchema
from services.volunteers.gatherings.texts import PAGES
from services.volunteers.sessionforms import views as forms
from shared.kernel.aggregate import NotFound, Refused
from shared.web import paging
from shared.web.api import Blueprint, Created, execute, idempotent, read_only
from shared.web.pages import Pages, after_change, blank_form, form_of, loaded
from shared.web.paging import Page, PageRequest
from shared.web.parts import Form
from shared.web.problems import say
from shared.work import Work

LISTS = ("gatherings", "inbox", "volunteers")
KINDS = {GatheringKind.COURSE: CourseListSchema, GatheringKind.GUIDANCE: GuidanceListSchema}


def serve_list(kind: GatheringKind, api: Blueprint, root: str) -> None:
    @api.get("", may=policy.lists)
    @api.arguments(GatheringQuery, location="query")
    @api.response(200, KINDS[kind])
    def search(data: dict[str, Any]) -> ResponseReturnValue:
        """The organisation's, the latest first; to a support person what is theirs or open."""

        def read(work: Work) -> Page[dict[str, Any]]:
            part = PageRequest(data["limit"], data["cursor"])
            shown = queries.listed(work, g.who, kind, part, since=data["updated_since"])
            return paging.shown_as(shown, queries.as_json)

        return paging.answer(PAGES[kind], read_only(read))

    @api.post("", may=policy.keeps)
    @api.arguments(GatheringPlanSchema)
    @api.alt_response(201, description="It was planned.")
    def announce(data: dict[str, Any]) -> ResponseReturnValue:
        """Plan what people can come to; its sessions are added then."""

        def make(work: Work) -> Created:
            gathering_id, version = commands.plan(work, _home(), kind, **data)
            return Created(f"{root}/{gathering_id}", {"id": str(gathering_id)}, version)

        return idempotent(make)


def serve_board(kind: GatheringKind, pages: Pages) -> None:
    @pages.get("", may=policy.lists)
    def board() -> str:
        """The organisation's, the latest first."""
        cursor = request.args.get("cursor", "")
        page = read_only(lambda work: views.listed(work, g.who, kind, cursor))
        return render_template("volunteers/gatherings.html", page=page)

    @pages.route("/new", methods=["GET", "POST"], may=policy.keeps)
    def new() -> ResponseReturnValue:
        """Plan a new one; its sessions are added then."""
        if request.method == "GET":
            return _new(kind, blank_form(GatheringPlanSchema, forms.FRESH))
        data, wrong = loaded(GatheringPlanSchema)
        entries = form_of(GatheringPlanSchema, wrong)
        if wrong:
            return _new(kind, entries), 422
        try:
            made, _ = execute(lambda work: commands.plan(work, _home(), kind, **data))
        except Refused as refused:
            return _new(kind, entries, say(refused)), 422
        after_change(*LISTS)
        return redirect(url_for(".sessions", gathering_id=made), 303)


def _new(kind: GatheringKind, entries: Form, problem: str = "") -> str:
    page = forms.blank(kind)
    return render_template(
        "volunteers/gathering_plan.html", entries=entries, problem=problem, **page
    )


def _home() -> UUID:
    if g.who.organisation is None:
        raise NotFound
    home: UUID = g.who.organisation
    return home
