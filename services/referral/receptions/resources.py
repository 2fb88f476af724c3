"""The rota of receptions over HTTP, its pages, and the times that come of it."""

from typing import Any
from uuid import UUID

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.referral.receptions import commands, policy, queries, views
from services.referral.receptions.domain import Reception
from services.referral.receptions.queries import ReceptionView
from services.referral.receptions.schemas import (
    DayOffSchema,
    DaySchema,
    LastDaySchema,
    PlannedReceptionSchema,
    ReceptionSchema,
    RotaSchema,
    as_json,
    planned_json,
)
from shared.web import beginning, paging
from shared.web.api import Blueprint, read_only
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.pages import Pages
from shared.web.paging import Page, PageRequest, WholeQuery
from shared.web.parts import Form
from shared.work import Work

ROOT = "/referral/api/v1/reception"
ROTAS = f"{ROOT}/rotas"
api = Blueprint("receptions_api", ROTAS, "Reception", shows_people=False)
pages = Pages("receptions", "/referral/reception/rota", shows_people=False)

changes = Changes[ReceptionView, Reception](
    [
        Change("plan", commands.plan_anew, ReceptionSchema, policy.keeps, form=views.PLAN),
        Change("day-off", commands.take_off, DayOffSchema, policy.keeps, form=views.DAY_OFF),
        Change(
            "day-given-back", commands.give_back, DaySchema, policy.keeps, form=views.GIVEN_BACK
        ),
        Change("ending", commands.end, LastDaySchema, policy.keeps, form=views.END),
    ],
    thing=Reception,
    key="reception_id",
    read=queries.reception,
    state=lambda view: view.reception,
)


@api.get("", may=policy.lists)
@api.arguments(WholeQuery, location="query")
@api.response(200, RotaSchema)
def listed(query: dict[str, Any]) -> ResponseReturnValue:
    """Every reception that goes on, of all organisations."""

    def read(work: Work) -> Page[dict[str, Any]]:
        everything = queries.listed(work)
        part = paging.after(everything, lambda each: str(each.id), PageRequest(**query))
        ours = g.who.organisation
        return paging.shown_as(
            part,
            lambda each: planned_json(
                each.plan, sorted(each.days_off), is_own=each.plan.organisation == ours
            ),
        )

    return paging.answer("rotas", read_only(read))


@api.post("", may=policy.keeps_some)
@api.arguments(ReceptionSchema)
@api.alt_response(201, description="It was planned.")
def announce(data: dict[str, Any]) -> ResponseReturnValue:
    """Plan a reception of one's own organisation."""
    return beginning.by_program(ROTAS, lambda work: commands.plan(work, g.who.organisation, **data))


@pages.get("", may=policy.lists)
def show_rota() -> str:
    """Who meets families when and where, of the whole network."""
    page = read_only(lambda work: views.rota(work, g.who, request.args.get("cursor", "")))
    return render_template("referral/receptions.html", page=page)


@pages.route("/new", methods=["GET", "POST"], may=policy.keeps_some)
def plan_new() -> ResponseReturnValue:
    """Plan a reception."""
    return beginning.on_page(
        ReceptionSchema,
        lambda work, data: commands.plan(work, g.who.organisation, **data),
        _form,
        home=lambda made: url_for(".show", reception_id=made),
        lists=("receptions",),
        fresh=views.FRESH,
    )


@pages.get("/<uuid:reception_id>", may=policy.reads)
def show(reception_id: UUID) -> str:
    """One reception, and its next times."""
    page = read_only(lambda work: views.page(work, g.who, reception_id))
    return render_template("referral/reception.html", page=page, problem="")


def _form(entries: Form, problem: str) -> str:
    drawn = read_only(lambda work: views.new_form(work, g.who.organisation))
    return render_template(
        "referral/reception_plan.html", entries=entries, problem=problem, title="", **drawn
    )


changes.serve(
    api,
    may=policy.reads,
    schema=PlannedReceptionSchema,
    body=lambda _, view: as_json(view),
)
serve_forms(changes, pages, "/<uuid:reception_id>", views.forms)
