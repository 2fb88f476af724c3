"""People over HTTP: an organisation's own; who joins, changes roles, leaves."""

from typing import Any

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
from shared.web.paging import PageRequest, WholeQuery
from shared.work import Work

ROOT = "/referral/api/v1/people"
api = Blueprint("people_api", ROOT, "People and their roles")

changes = Changes[PersonView, Person](
    [
        Change("roles", commands.give_roles, RolesSchema, policy.administers),
        Change("leaving", commands.leave, NothingSchema, policy.administers),
    ],
    thing=Person,
    key="person_id",
    read=queries.person,
    state=lambda view: view.person,
)


@api.get("", may=policy.works_together)
@api.arguments(WholeQuery, location="query")
@api.response(200, PeopleSchema)
def people(query: dict[str, Any]) -> ResponseReturnValue:
    """The people of the reader's own organisation."""
    home = g.who.organisation
    listed = read_only(lambda work: queries.people(work, home)) if home else []
    part = paging.after(listed, lambda each: str(each.id), PageRequest(**query))
    return paging.answer("people", part)


@api.post("", may=policy.administers)
@api.arguments(NewPersonSchema)
@api.alt_response(201, description="They were let in.")
def admit(data: dict[str, Any]) -> ResponseReturnValue:
    """Let somebody in with the roles they have."""

    def make(work: Work) -> Created:
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
