"""Room over HTTP: a list for whoever sends or coordinates, and what an organisation declares."""

from typing import Any

from flask import g, render_template
from flask.typing import ResponseReturnValue

from services.referral.capacity import policy, queries, views
from services.referral.capacity.queries import RoomView
from services.referral.capacity.schemas import (
    ClosingSchema,
    OpeningSchema,
    PlacesSchema,
    RoomListSchema,
    RoomSchema,
    room_json,
)
from services.referral.openings import commands
from services.referral.openings.domain import Opening
from shared.web import paging
from shared.web.api import Blueprint, read_only
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.own_form import OwnForm
from shared.web.pages import Pages
from shared.web.paging import Page, PageRequest, WholeQuery
from shared.work import Work

api = Blueprint("capacity_api", "/referral/api/v1/capacity", "Room", shows_people=False)
pages = Pages("capacity", "/referral/directory/capacity", shows_people=False)

changes = Changes[RoomView, Opening](
    [
        Change(
            "places",
            commands.declare,
            PlacesSchema,
            policy.declares,
            form=OwnForm("referral/capacity_places.html", filled=views.fill_places),
        ),
        Change(
            "closing",
            commands.close,
            ClosingSchema,
            policy.declares,
            form=OwnForm("referral/capacity_closing.html"),
        ),
        Change(
            "opening",
            commands.open_again,
            OpeningSchema,
            policy.declares,
            form=OwnForm("referral/capacity_opening.html"),
        ),
    ],
    thing=Opening,
    key="opening_id",
    read=queries.room,
    state=lambda view: view.opening,
)


@api.get("", may=policy.lists)
@api.arguments(WholeQuery, location="query")
@api.response(200, RoomListSchema)
def rooms(query: dict[str, Any]) -> ResponseReturnValue:
    """What each organisation takes and has left, of every programme that takes referrals."""

    def read(work: Work) -> Page[dict[str, Any]]:
        part = paging.after(queries.rooms(work), lambda each: str(each.id), PageRequest(**query))
        return paging.shown_as(part, lambda each: room_json(each, work.today))

    return paging.answer("capacity", read_only(read))


@pages.get("", may=policy.lists, endpoint="listed")
def show() -> str:
    """The same as a page, with the forms of one's own organisation."""
    page = read_only(lambda work: views.capacity(work, g.who))
    return render_template("referral/capacity.html", page=page)


changes.serve(
    api,
    may=policy.reads,
    schema=RoomSchema,
    body=lambda work, view: room_json(view.room, work.today),
    beside=True,
)
serve_forms(changes, pages, "/<uuid:opening_id>", views.forms)
