"""What people and their roles look like on the wire."""

from typing import Any

from marshmallow import Schema, fields

from services.common.codes import Role
from services.common.retention import STAFF
from services.referral.access.domain import Person
from shared.web.api import Body, personal
from shared.web.fields import Codes, Id, Text, named
from shared.web.i18n import N_


class PersonSchema(Schema):
    id = fields.UUID()
    sign_in = fields.String()
    name = personal(fields.String(), of="id", retention=STAFF)
    roles = fields.List(fields.String())


class PeopleSchema(Schema):
    people = fields.List(fields.Nested(PersonSchema))
    next = fields.String(allow_none=True)


class RolesSchema(Body):
    roles = named(N_("Roles"), Codes(Role, required=True))


class NewPersonSchema(RolesSchema):
    sign_in = named(N_("Signs in as"), Text(most=120, least=2, required=True))
    name = named(
        N_("Name"),
        personal(Text(most=200, least=1, required=True), of="sign_in", retention=STAFF),
    )
    organisation = named(N_("Organisation"), Id(load_default=None, allow_none=True))
    subject = named(
        N_("Subject of their tokens"),
        Text(most=255, load_default=None, allow_none=True),
        hint=N_("The `sub` by which the sign-in's provider knows them."),
    )


class NothingSchema(Body):
    """No fields: the address says it all."""


def as_json(person: Person) -> dict[str, Any]:
    """Without the name, which is read in the list of colleagues alone."""
    return {"id": person.id, "sign_in": person.sign_in, "roles": person.roles}
