"""People over HTTP: an organisation's own; who joins, changes roles, leaves."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import g
from flask.typing import ResponseReturnValue

from services.referral.access import commands, policy, queries
from services.referral.access.domain import Person
from services.referral.access.queries import PersonView
from services.referral.access.schemas import (
    NewPersonSchema,
    NothingSchema,
    PeopleSchema,
    PersonSchema,
    RolesSchema,
    as_json,
)
from shared.web import paging
from shared.web.api import Blueprint, Created, idempotent, read_only
from shared.web.changes import Change, Changes
from shared.web.paging import NewsQuery
from shared.work import Work

ROOT = "/referral/api/v1/people"
api = Blueprint("people_api", ROOT, "People and their roles")


def give_roles(work: Work, person_id: UUID, *, roles: Sequence[str]) -> None:
    """These roles and no others from now on."""
    policy.check_given(g.who, roles)
    commands.give_roles(work, person_id, roles=roles)


changes = Changes[PersonView, Person](
    [
        Change("roles", give_roles, RolesSchema, policy.administers),
        Change("leaving", commands.leave, NothingSchema, policy.administers),
    ],
    thing=Person,
    key="person_id",
    read=queries.person,
    state=lambda view: view.person,
)


@api.get("", may=policy.works_together)
@api.arguments(NewsQuery, location="query")
@api.response(200, PeopleSchema)
def people(query: dict[str, Any]) -> ResponseReturnValue:
    """The people of the reader's own organisation."""
    home, (part, since) = g.who.organisation, paging.news_asked(query)
    listed = read_only(lambda work: queries.people(work, home, since=since)) if home else []
    return paging.answer("people", paging.after(listed, lambda each: str(each.id), part))


@api.post("", may=policy.administers)
@api.arguments(NewPersonSchema)
@api.alt_response(201, description="They were let in.")
def admit(data: dict[str, Any]) -> ResponseReturnValue:
    """Let somebody in with the roles they have."""

    def make(work: Work) -> Created:
        policy.check_given(g.who, data["roles"])
        person_id = commands.admit(work, **data)
        version = queries.person(work, g.who, person_id).version
        return Created(f"{ROOT}/{person_id}", {"id": str(person_id)}, version)

    return idempotent(make)


changes.serve(
    api,
    may=policy.administers,
    schema=PersonSchema,
    body=lambda _, view: as_json(view.person),
)
