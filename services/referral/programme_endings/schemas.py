"""What is asked when a programme ends."""

from shared.web.api import Body
from shared.web.fields import Day, named
from shared.web.i18n import N_


class ProgrammeEndSchema(Body):
    closes_on = named(
        N_("First day without new families"),
        Day(required=True),
        hint=N_("At the earliest tomorrow. Whoever provides it or sends families hears of it now."),
    )
