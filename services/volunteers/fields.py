"""Request bodies that the chapters of this service share."""

from shared.web.api import Body
from shared.web.fields import Day


class OnSchema(Body):
    on = Day(load_default=None)
