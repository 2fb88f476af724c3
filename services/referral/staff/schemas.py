"""What the forms of people ask: the same as the interface, with roles of people alone."""

from marshmallow import validate

from services.common.codes import Role
from services.referral.access.rules import OF_PEOPLE
from services.referral.access.schemas import NewPersonSchema
from shared.web.api import Body
from shared.web.fields import Codes, named
from shared.web.i18n import N_

OFFERED = [role for role in Role if role in OF_PEOPLE]


class StaffRolesSchema(Body):
    roles = named(
        N_("Roles"), Codes(Role, required=True, validate=validate.ContainsOnly([*OFFERED]))
    )


class NewStaffSchema(NewPersonSchema):
    roles = named(
        N_("Roles"), Codes(Role, required=True, validate=validate.ContainsOnly([*OFFERED]))
    )


class MailFailureSchema(Body):
    """No fields: the address says it all."""


class LeavingSchema(Body):
    """No fields: the address says it all."""
