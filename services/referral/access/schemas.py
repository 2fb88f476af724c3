"""What people and their roles look like on the wire."""

from typing import Any

from marshmallow import Schema, fields

from services.common.codes import Role
from services.referral.access.domain import Person
from services.referral.access.events import STAFF
from shared.web.api import Body, personal
from shared.web.fields import Codes, Text


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


def as_json(person: Person) -> dict[str, Any]:
    """Without the name, which is read in the list of colleagues alone."""
    return {"id": person.id, "sign_in": person.sign_in, "roles": person.roles}
