"""The page of room, and the forms of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for

from services.common import catalogue
from services.referral.capacity import policy, queries
from services.referral.capacity.queries import RoomView
from services.referral.capacity.rules import LEAST_WAITS, Room
from services.referral.capacity.texts import free_people, places_left, wait
from services.referral.networks.queries import coordinators
from services.referral.openings.domain import Opening
from services.referral.openings.texts import closing, places
from shared.identity.principals import Principal
from shared.web.i18n import gettext, language
from shared.web.own_form import OwnForms
from shared.work import Work


@dataclass(frozen=True)
class RoomLine:
    programme: str
    organisation: str
    places: str
    left: str
    people: str
    wait: str
    closed: str
    forms: list[tuple[str, str]]  # words and address; empty for everybody else


@dataclass(frozen=True)
class CapacityPage:
    lines: list[RoomLine]
    least: int = LEAST_WAITS


def capacity(work: Work, principal: Principal) -> CapacityPage:
    """Every organisation's room, one's own first."""
    names = {id_: o.name_in(language()) for id_, o in catalogue.all_organisations(work.db).items()}
    programmes = catalogue.names_of_programmes(work.db, language())
    rooms = queries.rooms(work)
    mine = sorted(rooms, key=lambda each: each.organisation != principal.organisation)
    return CapacityPage([_line(work, principal, each, names, programmes) for each in mine])


def _line(
    work: Work,
    principal: Principal,
    room: Room,
    names: Mapping[UUID, str],
    programmes: Mapping[str, str],
) -> RoomLine:
    above = coordinators(work.db, room.organisation)
    opening = Opening(room.id, room.organisation, room.programme, coordinators=above)
    keeps = policy.declares.allows(principal, opening)
    closed = closing(room.declared, work.today)
    turn = ("opening", gettext("Open again")) if closed else ("closing", gettext("Close for now"))
    pages = (("places", gettext("Declare places")), turn) if keeps else ()
    return RoomLine(
        programme=programmes.get(room.programme, room.programme),
        organisation=names.get(room.organisation, "–"),
        places=places(room.declared),
        left=places_left(room),
        people=free_people(room),
        wait=wait(room),
        closed=closed,
        forms=[(words, url_for(f"capacity.{page}", opening_id=room.id)) for page, words in pages],
    )


def fill_places(_work: Work, view: RoomView) -> Mapping[str, object]:
    declared = view.opening.declared
    return {"places": declared.places, "period": declared.period} if declared.places else {}


def _frame(view: RoomView) -> Mapping[str, Any]:
    return {"home": url_for("capacity.listed"), "programme": view.opening.programme}


forms = OwnForms[RoomView](
    key="opening_id",
    read=queries.room,
    home=lambda _opening_id: url_for("capacity.listed"),
    lists=("openings",),
    frame=_frame,
)
