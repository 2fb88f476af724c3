"""SCIM 2.0 at `/referral/scim/v2`: by it an identity provider keeps its people and their roles.

RFC 7644 says what is asked and answered here; the OpenAPI document of the service leaves it out.
"""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import flask
from flask import g, request
from flask.typing import ResponseReturnValue

from services.referral.access.domain import Person
from services.referral.scim import commands, policy, queries
from services.referral.scim.rules import Group
from services.referral.scim.schemas import (
    ENTERPRISE,
    OF_AN_ORGANISATION,
    OF_THE_REGION,
    ROOT,
    SCHEMAS,
    GroupSchema,
    UserSchema,
    loaded,
)
from services.referral.scim.views import as_group, as_user
from shared.kernel.aggregate import NotFound
from shared.web.access_log import note_access, note_listed
from shared.web.api import execute, read_only, service
from shared.web.guarded import Guarded
from shared.web.scim.discovery import service_provider
from shared.web.scim.filters import matching
from shared.web.scim.messages import ScimError, answer, body, chosen, listed
from shared.web.scim.patches import patched
from shared.work import Work


class Scim(Guarded, flask.Blueprint):
    """A set of SCIM resources, each route saying who may use it."""


api = Scim("scim", __name__, url_prefix=ROOT)
OF_A_USER = {"userName", "externalId", "displayName", "active", "name", ENTERPRISE}


@api.get("/ServiceProviderConfig", may=policy.reads_about_scim)
def configuration() -> ResponseReturnValue:
    """What is supported."""
    return answer(service_provider(ROOT))


@api.get("/ResourceTypes", may=policy.reads_about_scim)
def resource_types() -> ResponseReturnValue:
    """The kinds of resources."""
    return listed(_resource_types())


@api.get("/ResourceTypes/<name>", may=policy.reads_about_scim)
def one_resource_type(name: str) -> ResponseReturnValue:
    """One of them."""
    return _one_of(_resource_types(), name)


@api.get("/Schemas", may=policy.reads_about_scim)
def schemas() -> ResponseReturnValue:
    """What the resources hold."""
    return listed(_schemas())


@api.get("/Schemas/<name>", may=policy.reads_about_scim)
def one_schema(name: str) -> ResponseReturnValue:
    """What one of them holds."""
    return _one_of(_schemas(), name)


@api.post("/.search", may=policy.reads_about_scim)
def search() -> ResponseReturnValue:
    """Not done: people and groups are looked for each where they are."""
    raise ScimError(501, "", "Look for people at /Users, and for groups at /Groups.")


@api.get("/Users", may=policy.keeps)
def users() -> ResponseReturnValue:
    """The directory's people, those who have left among them."""

    def read(work: Work) -> list[dict[str, Any]]:
        groups = queries.groups(work, g.who)
        return [_as_user(person, groups) for person in queries.users(work, g.who)]

    wanted = matching(request.args.get("filter", ""), {"userName", "externalId", "id", "active"})
    people = [each for each in read_only(read) if wanted(each)]
    note_listed(UUID(each["id"]) for each in people)
    return listed(people)


@api.post("/Users", may=policy.keeps)
def create() -> ResponseReturnValue:
    """Somebody comes; they have no role before a group has them."""
    data = loaded(UserSchema, body())
    person_id = execute(lambda work: commands.create(work, g.who, data))
    return _user(person_id, 201)


@api.get("/Users/<uuid:person_id>", may=policy.keeps)
def user(person_id: UUID) -> ResponseReturnValue:
    """One person."""
    return _user(person_id)


@api.put("/Users/<uuid:person_id>", may=policy.keeps)
def replace(person_id: UUID) -> ResponseReturnValue:
    """One person, as the directory has them now."""
    return _change_user(person_id, lambda _: body())


@api.patch("/Users/<uuid:person_id>", may=policy.keeps)
def patch(person_id: UUID) -> ResponseReturnValue:
    """What has changed of one person."""
    return _change_user(person_id, lambda before: patched(before, body(), OF_A_USER))


@api.delete("/Users/<uuid:person_id>", may=policy.keeps)
def remove(person_id: UUID) -> ResponseReturnValue:
    """Somebody goes for good."""
    note_access(Person(person_id))
    execute(lambda work: commands.remove(work, g.who, person_id))
    service().caught_up("people")
    return "", 204


@api.get("/Groups", may=policy.keeps)
def groups() -> ResponseReturnValue:
    """Every role of every organisation that the directory keeps, and who has it."""

    def read(work: Work) -> list[dict[str, Any]]:
        people = queries.users(work, g.who)
        return [as_group(group, people) for group in queries.groups(work, g.who)]

    wanted = matching(request.args.get("filter", ""), {"displayName", "id"})
    shown = [each for each in read_only(read) if wanted(each)]
    note_listed(UUID(member["value"]) for each in shown for member in each["members"])
    return listed(shown)


@api.post("/Groups", may=policy.keeps)
def create_group() -> ResponseReturnValue:
    """None can be made: there is one for each role, to be looked up by its name."""
    name = loaded(GroupSchema, body())["displayName"]
    names = {group.name for group in read_only(lambda work: queries.groups(work, g.who))}
    if name in names:
        raise ScimError(409, "uniqueness", "This group is there already: look it up by its name.")
    raise ScimError(400, "invalidValue", "Groups are roles here: look them up, and fill those.")


@api.get("/Groups/<uuid:group_id>", may=policy.keeps)
def group(group_id: UUID) -> ResponseReturnValue:
    """One role of an organisation, and who has it."""
    return _group(group_id)


@api.put("/Groups/<uuid:group_id>", may=policy.keeps)
def fill(group_id: UUID) -> ResponseReturnValue:
    """Who has the role now, and nobody else."""
    return _change_group(group_id, lambda _: body())


@api.patch("/Groups/<uuid:group_id>", may=policy.keeps)
def patch_group(group_id: UUID) -> ResponseReturnValue:
    """Who has got the role, and who has lost it."""
    return _change_group(group_id, lambda before: patched(before, body(), {"members"}))


def _resource_types() -> Sequence[dict[str, Any]]:
    """Only the region's own directory says of which organisation somebody is."""
    return OF_THE_REGION if g.who.organisation is None else OF_AN_ORGANISATION


def _schemas() -> Sequence[dict[str, Any]]:
    return SCHEMAS if g.who.organisation is None else SCHEMAS[:2]


def _one_of(resources: Any, name: str) -> ResponseReturnValue:
    for resource in resources:
        if resource["id"] == name:
            return answer(resource)
    raise NotFound


def _as_user(person: Person, groups: Sequence[Group]) -> dict[str, Any]:
    return as_user(person, groups, region=g.who.organisation is None)


def _change_user(
    person_id: UUID, after: Callable[[dict[str, Any]], dict[str, Any]]
) -> ResponseReturnValue:
    note_access(Person(person_id))

    def act(work: Work) -> None:
        person = queries.user(work, g.who, person_id)
        before = _as_user(person, queries.groups(work, g.who))
        commands.replace(work, g.who, person_id, loaded(UserSchema, after(before)))

    execute(act)
    return _user(person_id)


def _user(person_id: UUID, status: int = 200) -> ResponseReturnValue:
    note_access(Person(person_id))
    service().caught_up("people")
    shown = read_only(
        lambda work: _as_user(queries.user(work, g.who, person_id), queries.groups(work, g.who))
    )
    return answer(chosen(shown), status, shown["meta"]["location"])


def _change_group(
    group_id: UUID, after: Callable[[dict[str, Any]], dict[str, Any]]
) -> ResponseReturnValue:
    def act(work: Work) -> None:
        group = queries.group(work, g.who, group_id)
        before = as_group(group, queries.users(work, g.who))
        data = loaded(GroupSchema, after(before))
        if data["displayName"] not in ("", group.name):
            raise ScimError(400, "mutability", "A group's name does not change.")
        wanted = {member["value"] for member in data["members"] or ()}
        note_listed(wanted)
        commands.fill(work, g.who, group, wanted)

    execute(act)
    return _group(group_id)


def _group(group_id: UUID) -> ResponseReturnValue:
    service().caught_up("people")

    def read(work: Work) -> dict[str, Any]:
        return as_group(queries.group(work, g.who, group_id), queries.users(work, g.who))

    shown = read_only(read)
    note_listed(UUID(member["value"]) for member in shown["members"])
    return answer(chosen(shown))
