"""Network maps over HTTP, and their pages."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from services.casework.cases import policy as cases, queries
from services.casework.cases.domain import Case
from services.casework.cases.queries import CaseView
from services.casework.cases.resources import ROOT
from services.casework.fields import ReasonSchema
from services.casework.networkmaps import commands, policy, queries as maps, views
from services.casework.networkmaps.domain import NetworkMap
from services.casework.networkmaps.policy import MapView
from services.casework.networkmaps.queries import ListedMap
from services.casework.networkmaps.schemas import (
    DrawnMapSchema,
    NetworkMapListSchema,
    NetworkMapSchema,
    as_json,
    people_of,
)
from shared.kernel.aggregate import NotFound
from shared.web import paging
from shared.web.api import Blueprint, read_only, uuid_of
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.own_form import OwnForm
from shared.web.pages import Pages
from shared.web.paging import PageRequest, WholeQuery
from shared.work import Work

api = Blueprint("network_api", ROOT, "Network maps")
pages = Pages("network", "/casework/cases")
map_pages = Pages("networkmap", "/casework/network-maps")


def draw_map(
    work: Work,
    case_id: UUID,
    *,
    around: list[dict[str, Any]],
    drawn_on: date | None = None,
    notes: str = "",
) -> tuple[UUID, int]:
    """Draw who is around the child."""
    return commands.draw(work, case_id, around=people_of(around), drawn_on=drawn_on, notes=notes)


def enter_map_in_error(work: Work, map_id: UUID, *, reason: str = "") -> None:
    """Say that a map never was."""
    commands.enter_in_error(work, map_id, reason=reason)


def _body(_work: Work, view: MapView) -> dict[str, Any]:
    drawn = view.drawing.drawn
    if drawn is None:
        raise NotFound
    listed = ListedMap(drawn.map_id, drawn.drawn_on, view.by, drawn.around, drawn.notes)
    return as_json(listed, in_error=view.drawing.is_error)


additions = Changes[CaseView, Case](
    [
        Change(
            "network",
            draw_map,
            NetworkMapSchema,
            cases.opens,
            adds=True,
            form=OwnForm(
                "casework/network_new.html",
                views.new_form,
                address="network/new",
                filled=views.latest_people,
            ),
        )
    ],
    thing=Case,
    key="case_id",
    read=queries.case,
    state=lambda view: view.case,
)
changes = Changes[MapView, MapView](
    [
        Change(
            "entered-in-error",
            enter_map_in_error,
            ReasonSchema,
            policy.reads,
            form=OwnForm("casework/network_error.html"),
        )
    ],
    thing=NetworkMap,
    key="map_id",
    read=maps.drawing,
    state=lambda view: view,
    above={"case_id": lambda view: view.case.id},
)


@api.get("/<uuid:case_id>/network", may=cases.opens)
@api.arguments(WholeQuery, location="query")
@api.alt_response(200, schema=NetworkMapListSchema)
def of_case(query: dict[str, Any], case_id: UUID) -> ResponseReturnValue:
    """The network maps of a case, newest first."""

    def read(work: Work) -> list[dict[str, Any]]:
        view = queries.case(work, g.who, case_id)
        return [as_json(each) for each in maps.of_case(work, g.who, view.case)]

    listed = DrawnMapSchema(many=True).dump(read_only(read))
    part = paging.after(listed, lambda each: str(each["id"]), PageRequest(**query))
    return paging.answer("maps", part)


@pages.get("/<uuid:case_id>/network", may=cases.opens)
def show(case_id: UUID) -> str:
    """The newest map, beside an earlier one."""
    chosen = uuid_of(request.args.get("earlier", ""))
    page = read_only(lambda work: views.page(work, g.who, case_id, chosen))
    return render_template("casework/network.html", page=page)


additions.serve(api)
changes.serve(
    api, may=policy.reads, at="/<uuid:case_id>/network", schema=DrawnMapSchema, body=_body
)
serve_forms(additions, pages, "/<uuid:case_id>", views.forms)
serve_forms(changes, map_pages, "/<uuid:map_id>", views.map_forms)
