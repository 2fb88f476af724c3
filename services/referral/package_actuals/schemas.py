"""What is written down of a package that was agreed: heads, costs, what came of it."""

from marshmallow import fields, validate

from services.referral.happenings.schemas import HeadCountsSchema
from services.referral.packages.schemas import NAME_NOBODY
from shared.web.api import Body
from shared.web.fields import Day, Id, Money, Text, named
from shared.web.i18n import N_


class PackageHeadsSchema(HeadCountsSchema):
    """Heads of one session, by kind."""


class PackageCostSchema(Body):
    line_id = named(N_("Line of the budget"), Id(required=True))
    day = named(N_("Day"), Day(required=True))
    amount = named(N_("How much?"), Money(required=True), unit=N_("€"))
    purpose = named(N_("What for?"), Text(most=200, least=2, required=True))


class PackageClosingSchema(Body):
    outcome = named(
        N_("What came of it?"), Text(most=2000, least=2, required=True), hint=NAME_NOBODY
    )
    reached = named(
        N_("Goals that were reached"),
        fields.List(Id(), load_default=list, validate=validate.Length(max=10)),
    )
    title = named(
        N_("Keep it for others under this name"),
        Text(most=200, load_default=""),
        hint=N_("Others of the network can begin it again elsewhere. No days, places or people."),
    )
