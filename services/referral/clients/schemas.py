"""What systems and their keys look like on the wire."""

from typing import Any

from marshmallow import Schema, fields

from services.common.codes import Role
from services.referral.access.domain import Client
from shared.web.api import Body
from shared.web.fields import Codes, Id, Text, named
from shared.web.i18n import N_


class ClientSchema(Schema):
    id = fields.UUID()
    sign_in = fields.String()
    organisation = fields.UUID(allow_none=True)
    roles = fields.List(fields.String())
    keys = fields.List(fields.String(), metadata={"description": "Names of its public keys."})
    is_retired = fields.Boolean()


class NewClientSchema(Body):
    sign_in = named(N_("Signs in as"), Text(most=120, least=2, required=True))
    roles = named(N_("Roles"), Codes(Role))
    organisation = named(N_("Organisation"), Id(load_default=None, allow_none=True))


EXAMPLE = {
    "kty": "EC",
    "crv": "P-256",
    "kid": "2026-11",
    "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
}


class KeySchema(Body):
    key = named(
        N_("Public key"),
        fields.Dict(keys=fields.String(), required=True, metadata={"example": EXAMPLE}),
        hint=N_("A public JSON Web Key: EC on the curve P-256, or RSA of 2048 bits or more."),
    )


class KeyWithdrawalSchema(Body):
    key_id = named(N_("Name of the key"), Text(most=200, least=1, required=True))


def as_json(client: Client) -> dict[str, Any]:
    registered = client.registered
    return {
        "id": client.id,
        "sign_in": registered.sign_in if registered else "",
        "organisation": registered.organisation_id if registered else None,
        "roles": registered.roles if registered else (),
        "keys": [key.key_id for key in client.keys],
        "is_retired": client.is_retired,
    }
