"""Request bodies that the chapters of this service share."""

from shared.web.api import Body
from shared.web.fields import TODAY, Day, Text, named
from shared.web.i18n import N_


class ReasonSchema(Body):
    """What was written down wrongly is put right with a reason, which stays readable."""

    reason = named(
        N_("Why it is put right"),
        Text(least=1, most=500, required=True),
        hint=N_("It stays readable beside what was written before. Name nobody."),
    )


class OnSchema(Body):
    on = named(N_("Day"), Day(load_default=None), hint=TODAY)
