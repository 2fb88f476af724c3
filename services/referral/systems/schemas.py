"""What the forms of a system ask: the same as the interface, with a key as a text."""

from marshmallow import validate

from services.common.codes import Role
from services.referral.access.rules import OF_SYSTEMS
from services.referral.clients.schemas import NewClientSchema
from shared.web.api import Body
from shared.web.fields import Codes, Text, named
from shared.web.i18n import N_

OFFERED = [role for role in Role if role in OF_SYSTEMS - {Role.SERVICE}]


class RegistrationSchema(NewClientSchema):
    roles = named(
        N_("Roles"),
        Codes(Role, required=True, validate=validate.ContainsOnly([*OFFERED])),
    )


class KeyTextSchema(Body):
    public_key = named(
        N_("Public key"),
        Text(most=4000, least=1, required=True),
        hint=N_("A public JSON Web Key: EC on the curve P-256, or RSA of 2048 bits or more."),
    )
