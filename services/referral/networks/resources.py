"""Networks over HTTP: who belongs to them, what each member offers, and the forms of it."""

from typing import Any
from uuid import UUID

from flask import g, render_template
from flask.typing import ResponseReturnValue

from services.referral.networks import commands, policy, queries, views
from services.referral.networks.domain import Network
from services.referral.networks.queries import ListedNetwork, NetworkView
from services.referral.networks.schemas import (
    AnswerTimeSchema,
    ControlSchema,
    MemberFormSchema,
    MemberSchema,
    NetworkListSchema,
    NetworkSchema,
    NewNetworkSchema,
    OnSchema,
    network_json,
)
from shared.identity.access import SIGNED_IN
from shared.web import paging
from shared.web.api import Blueprint, Created, idempotent, read_only
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.own_form import OwnForm
from shared.web.pages import Pages
from shared.web.paging import PageRequest, WholeQuery
from shared.work import Work

ROOT = "/referral/api/v1/networks"
api = Blueprint("networks_api", ROOT, "Networks", shows_people=False)
pages = Pages("networks", "/referral/directory/networks", shows_people=False)

changes = Changes[NetworkView, Network](
    [
        Change(
            "members/<uuid:organisation>",
            commands.set_offer,
            MemberSchema,
            policy.keeps,
            form=OwnForm(
                "referral/network_member.html",
                views.draw_member,
                schema=MemberFormSchema,
                filled=views.fill_member,
            ),
        ),
        Change(
            "members/<uuid:organisation>/departure",
            commands.leave,
            OnSchema,
            policy.keeps,
            form=OwnForm("referral/network_departure.html", views.draw_member),
        ),
        Change(
            "answer-time",
            commands.agree_answer_time,
            AnswerTimeSchema,
            policy.coordinates,
            form=OwnForm("referral/network_answer_time.html", filled=views.fill_answer_time),
        ),
        Change(
            "control",
            commands.agree_control,
            ControlSchema,
            policy.coordinates,
            form=OwnForm(
                "referral/network_control.html", views.draw_control, filled=views.fill_control
            ),
        ),
    ],
    thing=Network,
    key="network_id",
    read=queries.network,
    state=lambda view: view.network,
)


@api.get("", may=SIGNED_IN)
@api.arguments(WholeQuery, location="query")
@api.response(200, NetworkListSchema)
def listed(query: dict[str, Any]) -> ResponseReturnValue:
    """Every network with its members of today, by code."""

    def as_json(each: ListedNetwork) -> dict[str, Any]:
        return {"id": each.id} | network_json(
            each, each.members, each.answer_days, each.controllers
        )

    everything = read_only(lambda work: queries.all_networks(work.db))
    part = paging.after(everything, lambda each: str(each.id), PageRequest(**query))
    return paging.answer("networks", paging.shown_as(part, as_json))


@api.post("", may=policy.forms)
@api.arguments(NewNetworkSchema)
@api.alt_response(201, description="It was formed.")
def form(data: dict[str, Any]) -> ResponseReturnValue:
    """Form a network of organisations that provide programmes together."""
    on = data.pop("on")

    def make(work: Work) -> Created:
        with work.dated(on):
            network_id = commands.form(work, **data)
        version = queries.network(work, g.who, network_id).version
        return Created(f"{ROOT}/{network_id}", {"id": str(network_id)}, version)

    return idempotent(make)


@pages.get("", may=SIGNED_IN, endpoint="listed")
def show_list() -> str:
    """Every network, with how many members it has."""
    lines = read_only(views.all_networks)
    return render_template("referral/networks.html", lines=lines)


@pages.get("/<uuid:network_id>", may=SIGNED_IN)
def show(network_id: UUID) -> str:
    """One network: what each member offers, its room, and what has changed."""
    page = read_only(lambda work: views.network(work, g.who, network_id))
    return render_template("referral/network.html", page=page)


changes.serve(
    api,
    may=policy.reads,
    schema=NetworkSchema,
    body=lambda _, view: (
        {"id": view.network.id}
        | network_json(
            view.network.formed,
            view.network.members,
            view.network.answer_days,
            view.network.controllers,
        )
    ),
)
serve_forms(changes, pages, "/<uuid:network_id>", views.forms)
