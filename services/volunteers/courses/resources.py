"""Courses and guidance groups over HTTP: one table of changes, served at two addresses."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from flask import g, render_template, url_for

from services.common.codes import GatheringKind
from services.common.letters import mark_read
from services.common.sessions import commands as sessions
from services.common.sessions.domain import Gathering
from services.common.sessions.schemas import (
    AttendanceSchema,
    GatheringPlanSchema,
    GatheringSchema,
    NothingAskedSchema,
    SessionPlanSchema,
    SessionsPlanSchema,
)
from services.volunteers.courselists.resources import LISTS, serve_board, serve_list
from services.volunteers.gatherings import commands, policy, queries, views
from services.volunteers.gatherings.policy import GatheringView
from services.volunteers.gatherings.schemas import GuideSchema, ParticipantSchema
from services.volunteers.gatherings.texts import PAGES
from services.volunteers.sessionforms import views as forms
from shared.web.api import Blueprint, read_only
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.form_page import FormPage
from shared.web.i18n import gettext
from shared.web.pages import Pages
from shared.web.parts import Forms
from shared.work import Work

SESSION = "sessions/<uuid:session_id>"
PERSON = "registrations/<uuid:participant_id>"
OF_EVERYBODY: tuple[Change[GatheringView], ...] = (
    Change("plan", sessions.plan_anew, GatheringPlanSchema, policy.coordinates, form=forms.PLAN),
    Change(
        "sessions",
        sessions.add_sessions,
        SessionsPlanSchema,
        policy.coordinates,
        adds=True,
        form=forms.NEW_SESSION,
    ),
    Change(
        f"{SESSION}/time",
        sessions.move_session,
        SessionPlanSchema,
        policy.coordinates,
        form=forms.MOVE,
    ),
    Change(
        f"{SESSION}/cancellation",
        sessions.cancel_session,
        NothingAskedSchema,
        policy.coordinates,
        form=forms.CANCEL_SESSION,
    ),
    Change(
        f"{SESSION}/attendance",
        commands.attend,
        AttendanceSchema,
        policy.notes,
        form=forms.ATTENDANCE,
    ),
    Change("guide", commands.hand_over, GuideSchema, policy.coordinates, form=forms.GUIDE),
    Change(
        "registrations",
        commands.add_participant,
        ParticipantSchema,
        policy.coordinates,
        adds=True,
    ),
    Change(
        f"{PERSON}/withdrawal",
        commands.withdraw_participant,
        NothingAskedSchema,
        policy.coordinates,
        form=forms.REMOVE,
    ),
    Change("cancellation", sessions.cancel, NothingAskedSchema, policy.coordinates),
)
OF_COURSES: tuple[Change[GatheringView], ...] = (
    Change("completion", commands.complete, NothingAskedSchema, policy.coordinates),
    Change("own-registration", commands.register_myself, NothingAskedSchema, policy.joins),
    Change("own-withdrawal", commands.withdraw_myself, NothingAskedSchema, policy.joins),
)


def serve(kind: GatheringKind) -> tuple[Blueprint, Pages]:
    """The API and the pages of one kind."""
    name = PAGES[kind]
    root = f"/volunteers/api/v1/{name}"
    api = Blueprint(f"{name}_api", root, "Courses and guidance of support persons")
    pages = Pages(name, f"/volunteers/{name}")
    changes = Changes[GatheringView, GatheringView](
        OF_EVERYBODY + (OF_COURSES if kind is GatheringKind.COURSE else ()),
        thing=Gathering,
        key="gathering_id",
        read=partial(_read, kind),
        state=lambda view: view,
    )
    serve_list(kind, api, root)
    serve_board(kind, pages)
    show = _serve_page(changes, pages)
    changes.serve(
        api,
        may=policy.reads,
        schema=GatheringSchema,
        body=lambda _, view: queries.as_json(view),
        beside=True,
    )
    serve_forms(changes, pages, "/<uuid:gathering_id>", forms.forms(kind, partial(_read, kind)))
    changes.serve_pages(
        pages,
        "/<uuid:gathering_id>",
        FormPage(
            show,
            home=lambda gathering_id: url_for(f"{name}.show", gathering_id=gathering_id),
            lists=LISTS,
            changed_meanwhile=lambda: gettext(
                "Somebody else changed this meanwhile. Look at it again."
            ),
        ),
    )
    return api, pages


def _read(kind: GatheringKind, work: Work, who: Any, gathering_id: UUID) -> GatheringView:
    return queries.gathering(work, who, gathering_id, kind)


def _serve_page(
    changes: Changes[GatheringView, GatheringView], pages: Pages
) -> Callable[[UUID, Forms, str], str]:
    def draw(gathering_id: UUID, shown: Forms, problem: str) -> str:
        def read(work: Work) -> views.GatheringPage:
            return views.page(work, g.who, changes.read(work, g.who, gathering_id))

        page = read_only(read)
        return render_template("volunteers/gathering.html", page=page, forms=shown, problem=problem)

    @pages.get("/<uuid:gathering_id>", may=policy.reads)
    def show(gathering_id: UUID) -> str:
        """One of them: when, who, and what can be done."""
        mark_read(gathering_id)
        return draw(gathering_id, changes.forms(), "")

    return draw
