"""Request bodies that the chapters of this service share."""

from shared.web.api import Body
from shared.web.fields import TODAY, Day, named
from shared.web.i18n import N_


class OnSchema(Body):
    on = named(N_("Day"), Day(load_default=None), hint=TODAY)
