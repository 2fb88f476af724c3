"""What is asked about an organisation's guidance."""

from shared.web.api import Body
from shared.web.fields import Day, Id, Whole, named
from shared.web.i18n import N_


class RhythmSchema(Body):
    days = named(
        N_("Days without guidance"),
        Whole(least=7, most=365, required=True),
        hint=N_("Who has had none for longer stands here and on your day."),
    )


class AwaySchema(Body):
    guide = named(N_("Who is away"), Id(required=True))
    substitute = named(N_("Who stands in"), Id(required=True))
    starts_on = named(N_("First day"), Day(required=True))
    ends_on = named(N_("Last day"), Day(required=True))


class BackSchema(Body):
    away = named(N_("Absence"), Id(required=True))
