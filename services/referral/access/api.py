"""The JSON API of access: an organisation's own people; who joins, changes roles, leaves."""

from typing import Any
from uuid import UUID

from flask import g
from flask.typing import ResponseReturnValue
from marshmallow import Schema, fields

from services.codes import Role
from services.common.retention import STAFF
from services.referral.access import commands, queries
from shared.api import Blueprint, Body, Created, if_match, look, once, perform, personal, with_etag
from shared.fields import Codes, Text
from shared.work import Work

ROOT = "/referral/api/v1/people"
api = Blueprint("people_api", __name__, url_prefix=ROOT, description="People and their roles")


class PersonSchema(Schema):
    id = fields.UUID()
    sign_in = fields.String()
    name = personal(fields.String(), of="id", retention=STAFF)
    roles = fields.List(fields.String())


class PeopleSchema(Schema):
    people = fields.List(fields.Nested(PersonSchema))


class RolesSchema(Body):
    roles = Codes(Role)  # at least one, says the rule


class NewPersonSchema(RolesSchema):
    sign_in = Text(most=120, least=2, required=True)
    name = personal(Text(most=200, least=1, required=True), of="sign_in", retention=STAFF)
    organisation = fields.UUID(load_default=None, allow_none=True)


class NothingSchema(Body):
    """No fields: the address says it all."""


@api.get("")
@api.response(200, PeopleSchema)
def people() -> dict[str, Any]:
    """The people of the reader's own organisation."""
    home = g.who.organisation
    return {"people": look(lambda work: queries.people(work, home)) if home else []}


@api.post("")
@api.arguments(NewPersonSchema)
@api.alt_response(201, schema=PersonSchema)
def admit(told: dict[str, Any]) -> ResponseReturnValue:
    """Let somebody in with the roles they have."""

    def make(work: Work) -> Created:
        person_id = commands.admit(work, **told)
        _, version = queries.person(work, person_id)
        return Created(f"{ROOT}/{person_id}", {"id": str(person_id)}, version)

    return once(make)


@api.get("/<uuid:person_id>")
@api.response(200, PersonSchema)
def person(person_id: UUID) -> ResponseReturnValue:
    """One person, without their name."""
    return _shown(person_id)


@api.put("/<uuid:person_id>/roles")
@api.arguments(RolesSchema)
@api.response(200, PersonSchema)
def give_roles(told: dict[str, Any], person_id: UUID) -> ResponseReturnValue:
    """These roles and no others from now on."""
    seen = if_match()
    perform(lambda work: commands.give_roles(work, person_id, roles=told["roles"], seen=seen))
    return _shown(person_id)


@api.put("/<uuid:person_id>/leaving")
@api.arguments(NothingSchema)
@api.response(200, PersonSchema)
def leave(told: dict[str, Any], person_id: UUID) -> ResponseReturnValue:
    """Let somebody out: every service refuses their token from now on."""
    seen = if_match()
    perform(lambda work: commands.leave(work, person_id, seen=seen))
    return _shown(person_id)


def _shown(person_id: UUID) -> ResponseReturnValue:
    found, version = look(lambda work: queries.person(work, person_id))
    return with_etag(found, version)
