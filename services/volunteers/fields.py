"""Request bodies that the chapters of this service share."""

from shared.api import Body
from shared.fields import Day


class OnSchema(Body):
    on = Day(load_default=None)
