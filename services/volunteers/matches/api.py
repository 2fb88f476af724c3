"""The JSON API of matches: each answer is a resource, a version is an ETag."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import g
from flask.typing import ResponseReturnValue

from services.common.codes import MatchConsentGiver
from services.volunteers.fields import OnSchema
from services.volunteers.matches import commands, queries
from services.volunteers.matches.proposing import propose
from services.volunteers.matches.schemas import (
    ChildViewSchema,
    EndSchema,
    FamilyConsentSchema,
    MatchListSchema,
    MatchQuery,
    MatchSchema,
    NewMatchSchema,
    VolunteerConsentSchema,
)
from services.volunteers.needs import queries as needs
from services.volunteers.people import queries as people
from shared.kernel.aggregate import Invalid
from shared.web.api import (
    Blueprint,
    Created,
    execute,
    idempotent,
    if_match,
    read_only,
    uuid_of,
    with_etag,
)
from shared.web.paging import PageRequest
from shared.work import Work

ROOT = "/volunteers/api/v1/matches"
api = Blueprint("matches_api", __name__, url_prefix=ROOT, description="Matches")


@api.post("")
@api.arguments(NewMatchSchema)
@api.alt_response(201, schema=MatchSchema)
def create(told: dict[str, Any]) -> ResponseReturnValue:
    """Propose one person for one case; the list at this moment is kept beside the choice."""
    read_only(lambda work: needs.need(work, g.who, told["case"]))
    read_only(lambda work: people.volunteer(work, g.who, told["volunteer"]))

    def make(work: Work) -> Created:
        match, version = propose(
            work, case_id=told["case"], volunteer_id=told["volunteer"], on=told["on"]
        )
        return Created(f"{ROOT}/{match.id}", {"id": str(match.id), "status": "proposed"}, version)

    return idempotent(make)


@api.get("")
@api.arguments(MatchQuery, location="query")
@api.response(200, MatchListSchema)
def search(told: dict[str, Any]) -> dict[str, Any]:
    """The organisation's matches, or a support person's own; `case` and `status` narrow it."""
    case_id = uuid_of(told["case"]) if told["case"] else None
    if told["case"] and case_id is None:
        return {"matches": [], "next": None}
    page_request, status = PageRequest(told["limit"], told["cursor"]), told["status"]
    found = read_only(
        lambda work: queries.views(
            work, g.who, case_id=case_id, status=status, page_request=page_request
        )
    )
    return {"matches": [queries.as_json(view) for view in found.items], "next": found.next}


@api.get("/<uuid:match_id>")
@api.response(200, MatchSchema)
def show(match_id: UUID) -> ResponseReturnValue:
    return _shown(match_id)


@api.put("/<uuid:match_id>/volunteer-consent")
@api.arguments(VolunteerConsentSchema)
@api.response(200, MatchSchema)
def hear_volunteer(told: dict[str, Any], match_id: UUID) -> ResponseReturnValue:
    """The support person's own answer, or as the coordinator heard it."""
    if told.pop("by") is not MatchConsentGiver.VOLUNTEER:
        raise Invalid("Only the support person consents for themselves.", code="wrong_giver")
    return _change(match_id, commands.hear_volunteer, told)


@api.put("/<uuid:match_id>/family-consent")
@api.arguments(FamilyConsentSchema)
@api.response(200, MatchSchema)
def hear_family(told: dict[str, Any], match_id: UUID) -> ResponseReturnValue:
    return _change(match_id, commands.hear_family, told)


@api.put("/<uuid:match_id>/child-view")
@api.arguments(ChildViewSchema)
@api.response(200, MatchSchema)
def hear_child(told: dict[str, Any], match_id: UUID) -> ResponseReturnValue:
    """What a child of 12 or more thinks of it."""
    return _change(match_id, commands.hear_child, told)


@api.put("/<uuid:match_id>/start")
@api.arguments(OnSchema)
@api.response(200, MatchSchema)
def start(told: dict[str, Any], match_id: UUID) -> ResponseReturnValue:
    return _change(match_id, commands.start, told)


@api.put("/<uuid:match_id>/end")
@api.arguments(EndSchema)
@api.response(200, MatchSchema)
def end(told: dict[str, Any], match_id: UUID) -> ResponseReturnValue:
    return _change(match_id, commands.end, told)


@api.put("/<uuid:match_id>/withdrawal")
@api.arguments(OnSchema)
@api.response(200, MatchSchema)
def withdraw(told: dict[str, Any], match_id: UUID) -> ResponseReturnValue:
    """Take a proposal back before the support has started."""
    return _change(match_id, commands.decline, told)


def _change(
    match_id: UUID, command: Callable[..., Any], told: dict[str, Any]
) -> ResponseReturnValue:
    seen = if_match()
    read_only(lambda work: queries.match(work, g.who, match_id))
    execute(lambda work: command(work, match_id, **told, seen=seen))
    return _shown(match_id)


def _shown(match_id: UUID) -> ResponseReturnValue:
    view = read_only(lambda work: queries.match(work, g.who, match_id))
    return with_etag(queries.as_json(view), view.version)
