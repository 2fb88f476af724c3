"""What systems and their keys look like on the wire."""

from datetime import date
from typing import Any

from marshmallow import Schema, fields

from services.common.codes import Role
from services.referral.clients.queries import ClientView
from shared.web.api import Body
from shared.web.fields import Codes, Id, Text, named
from shared.web.i18n import N_


class SecretSchema(Schema):
    id = fields.String()
    drawn_on = fields.Date()


class ClientSchema(Schema):
    id = fields.UUID()
    sign_in = fields.String()
    organisation = fields.UUID(allow_none=True)
    roles = fields.List(fields.String())
    keys = fields.List(fields.String(), metadata={"description": "Names of its public keys."})
    secrets = fields.List(
        fields.Nested(SecretSchema), metadata={"description": "Those worth something today."}
    )
    last_used_on = fields.Date(allow_none=True)
    is_retired = fields.Boolean()


class NewClientSchema(Body):
    sign_in = named(N_("Signs in as"), Text(most=120, least=2, required=True))
    roles = named(N_("Roles"), Codes(Role))
    organisation = named(N_("Organisation"), Id(load_default=None, allow_none=True))
    subject = named(
        N_("Subject of its tokens"),
        Text(most=255, load_default=None, allow_none=True),
        hint=N_("Where the sign-in's provider knows it by another name than this one."),
    )


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


class SecretWithdrawalSchema(Body):
    secret_id = named(N_("Name of the secret"), Text(most=20, least=1, required=True))


class NewSecretSchema(ClientSchema):
    secret = fields.String(metadata={"description": "Shown this once; nobody can read it again."})


class ClientsSchema(Schema):
    clients = fields.List(fields.Nested(ClientSchema))
    next = fields.String(allow_none=True)


def as_json(view: ClientView, today: date) -> dict[str, Any]:
    client, registered = view.client, view.client.registered
    return {
        "id": client.id,
        "sign_in": registered.sign_in if registered else "",
        "organisation": registered.organisation_id if registered else None,
        "roles": registered.roles if registered else (),
        "keys": [key.key_id for key in client.keys],
        "secrets": [
            {"id": each.secret_id, "drawn_on": each.drawn_on} for each in client.secrets_on(today)
        ],
        "last_used_on": view.last_used_on,
        "is_retired": client.is_retired,
    }
