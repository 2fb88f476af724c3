"""What either side says of a plan."""

from marshmallow import fields, validate

from services.common.codes import PayerKind
from services.referral.packages.schemas import NAME_NOBODY
from shared.web.api import Body
from shared.web.fields import Clock, Code, Day, Id, Money, Text, Whole, YesNo, named
from shared.web.i18n import N_

LONGEST = 24 * 60  # minutes of a day


class PackageScopeSchema(Body):
    scope = named(N_("What is done?"), Text(most=2000, least=2, required=True), hint=NAME_NOBODY)
    partners = named(
        N_("Organisations that take part"),
        fields.List(Id(), load_default=list, validate=validate.Length(max=20)),
    )


class PackageGoalSchema(Body):
    goal = named(N_("Goal"), Text(most=200, least=2, required=True))


class PackageSessionSchema(Body):
    title = named(N_("What is it called?"), Text(most=200, least=2, required=True))
    day = named(N_("Day"), Day(load_default=None, allow_none=True))
    begins = named(N_("Begins at"), Clock(load_default=""))
    minutes = named(N_("Minutes"), Whole(least=5, most=LONGEST, required=True))
    place = named(N_("Place"), Text(most=200, load_default=""))
    is_online = named(N_("It is online"), YesNo(load_default=False))
    host = named(N_("Which organisation holds it?"), Id(load_default=None, allow_none=True))


class PackageLineSchema(Body):
    purpose = named(N_("What for?"), Text(most=200, least=2, required=True))
    payer = named(N_("Who pays?"), Code(PayerKind, required=True))
    organisation = named(
        N_("Which organisation, of its own grant?"), Id(load_default=None, allow_none=True)
    )
    funder = named(N_("Another payer, by name"), Text(most=200, load_default=""))
    amount = named(N_("How much?"), Money(required=True), unit=N_("€"))
